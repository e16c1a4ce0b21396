import type { ToldEvent } from '../types.ts'
import { describeRun } from './describe-run.ts'
import { dayIn, listAt, machineReason, textAt } from './event-data.ts'

export type Sign =
  | 'mail'
  | 'answer'
  | 'bounce'
  | 'open'
  | 'click'
  | 'machine'
  | 'call'
  | 'task'
  | 'run'
  | 'stop'
  | 'note'
  | 'person'
  | 'block'

/** What a timeline shows of an event: a sentence, and the text that belongs to it. Everything is plain text. */
export type Told = { sign: Sign; title: string; text?: string; textLabel?: string; isQuiet?: boolean }

/** An event in words. */
export const describeEvent = (event: ToldEvent): Told =>
  describeMail(event) ??
  describeAnswer(event) ??
  describeEngagement(event) ??
  describeRun(event) ??
  describeWork(event) ??
  describeChange(event) ?? { sign: 'person', title: event.kind.replaceAll('_', ' ') }

const subjectOf = ({ mail, data }: ToldEvent): string => {
  const subject = mail?.subject || textAt(data, 'subject')
  return subject ? `“${subject}”` : 'a mail without a subject'
}

const stepOf = ({ step, cadence }: ToldEvent): string => {
  if (!cadence) return ''
  const place = step?.number ? `step ${step.number} of ` : ''
  return ` (${place}${cadence.name})`
}

const describeMail = (event: ToldEvent): Told | null => {
  const { data, kind, mail } = event
  const text = mail?.text ? { text: mail.text, textLabel: 'the mail' } : {}
  const words = textAt(data, 'message')
  switch (kind) {
    case 'sent':
      return { sign: 'mail', title: `Sent ${subjectOf(event)}${stepOf(event)}`, ...text }
    case 'mail_queued':
      return { sign: 'mail', title: `${subjectOf(event)} was written and waits for its turn`, isQuiet: true }
    case 'mail_cancelled':
      return { sign: 'stop', title: `${subjectOf(event)} is not sent`, isQuiet: true }
    case 'deferred':
      return {
        sign: 'mail',
        title: `The server asked to wait with ${subjectOf(event)}`,
        text: words,
        isQuiet: true,
      }
    case 'refused':
      return { sign: 'bounce', title: `The server refused ${subjectOf(event)}`, text: words }
    case 'uncertain':
      return { sign: 'bounce', title: `Nobody knows yet whether ${subjectOf(event)} was sent`, text: words }
    case 'settled':
      return {
        sign: 'mail',
        title: `${subjectOf(event)} ${textAt(data, 'as') === 'sent' ? 'was sent, it turned out' : 'was not sent, it turned out'}`,
        isQuiet: true,
      }
    case 'own_answer':
      return { sign: 'mail', title: 'Answered from a mail program', ...answerText(event) }
    default:
      return null
  }
}

const answerText = ({ answer }: ToldEvent): Pick<Told, 'text' | 'textLabel'> =>
  answer?.text ? { text: answer.text, textLabel: 'the answer' } : {}

const describeAnswer = (event: ToldEvent): Told | null => {
  const { answer, data, kind } = event
  const subject = answer?.subject || textAt(data, 'subject')
  const about = subject ? ` “${subject}”` : ''
  switch (kind) {
    case 'replied':
      return { sign: 'answer', title: `Replied${about}`, ...answerText(event) }
    case 'colleague_replied':
      return {
        sign: 'answer',
        title: `A colleague replied: ${answer?.from || textAt(data, 'from') || 'somebody else there'}`,
        ...answerText(event),
      }
    case 'auto_replied': {
      const back = textAt(data, 'returnsOn')
      return {
        sign: 'answer',
        title: `Out of office${back ? `, back on ${dayIn(back)}` : ''}`,
        ...answerText(event),
      }
    }
    case 'bounced': {
      const isHard = Reflect.get(data, 'hard') !== false
      const told = textAt(data, 'message')
      return {
        sign: 'bounce',
        title: isHard ? `${subjectOf(event)} bounced` : `${subjectOf(event)} bounced for now`,
        ...(told ? { text: told, textLabel: 'the server’s words' } : {}),
      }
    }
    case 'complained':
      return { sign: 'block', title: `Reported ${subjectOf(event)} as spam` }
    case 'unsubscribed':
      return { sign: 'block', title: `Unsubscribed${sourceOf(textAt(data, 'source'))}`, ...answerText(event) }
    default:
      return null
  }
}

const SOURCES: Readonly<Record<string, string>> = {
  link: ' by the link in a mail',
  'one-click': ' by the button of the mail program',
  reply: ' by an answer',
  api: ' by the API',
  app: ' here',
  cli: ' on the command line',
}
const sourceOf = (source: string): string => SOURCES[source] ?? ''

const describeEngagement = (event: ToldEvent): Told | null => {
  const { data, kind } = event
  if (kind !== 'opened' && kind !== 'clicked') return null
  const url = textAt(data, 'url')
  const what = kind === 'opened' ? subjectOf(event) : `${url || 'a link'} in ${subjectOf(event)}`
  const isMachine = Reflect.get(data, 'machine') === true
  if (!isMachine)
    return kind === 'opened'
      ? { sign: 'open', title: `Opened ${what}` }
      : { sign: 'click', title: `Clicked ${what}` }
  return {
    sign: 'machine',
    title: `A machine ${kind} ${what}${machineReason(textAt(data, 'reason'))}`,
    isQuiet: true,
  }
}

const CALL_RESULTS: Readonly<Record<string, string>> = {
  answered: 'answered',
  not_answered: 'nobody answered',
  voice_mail: 'voice mail',
}

const describeWork = ({ data, kind, user, note }: ToldEvent): Told | null => {
  const notes = textAt(data, 'notes')
  const title = textAt(data, 'title') || 'a task'
  const minutes = Math.round(Number(Reflect.get(data, 'seconds') ?? 0) / 60)
  switch (kind) {
    case 'note_added':
      return note
        ? { sign: 'note', title: `${user?.name || user?.email || 'Somebody'} wrote a note` }
        : { sign: 'note', title: 'A note that was deleted since', isQuiet: true }
    case 'call_started':
      return { sign: 'call', title: 'Call begun', isQuiet: true }
    case 'call_logged':
    case 'call_changed':
      return {
        sign: 'call',
        title: `Call${kind === 'call_changed' ? ' corrected' : ''}: ${CALL_RESULTS[textAt(data, 'disposition')] ?? 'made'}${minutes > 0 ? `, ${minutes} min` : ''}`,
        ...(notes ? { text: notes, textLabel: 'the notes' } : {}),
      }
    case 'call_failed':
      return { sign: 'call', title: 'The call did not go through', text: textAt(data, 'message') }
    case 'task_created':
      return { sign: 'task', title: `Task: ${title}`, isQuiet: true }
    case 'task_done': {
      const outcome = textAt(data, 'outcome')
      return { sign: 'task', title: `Done: ${title}${outcome ? ` – ${outcome}` : ''}` }
    }
    case 'task_skipped':
      return { sign: 'task', title: `Skipped: ${title}`, isQuiet: true }
    case 'task_cancelled':
      return { sign: 'task', title: `Cancelled: ${title}`, isQuiet: true }
    default:
      return null
  }
}

const describeChange = ({ data, kind }: ToldEvent): Told | null => {
  const from = textAt(data, 'from')
  const to = textAt(data, 'to')
  const tags = listAt(data, 'tags').join(', ')
  const fields = listAt(data, 'fields')
  const value = textAt(data, 'value')
  const reason = textAt(data, 'reason').replaceAll('_', ' ')
  switch (kind) {
    case 'prospect_created':
      return { sign: 'person', title: 'Added' }
    case 'prospect_imported':
      return { sign: 'person', title: 'Came with an import' }
    case 'prospect_updated':
      return { sign: 'person', title: `Changed ${fields.length > 0 ? fields.join(', ') : 'fields'}` }
    case 'prospect_renamed':
      return { sign: 'person', title: `New address: ${to}${from ? `, before ${from}` : ''}` }
    case 'list_changed':
      return { sign: 'person', title: `Moved to the list ${to}` }
    case 'tags_added':
      return { sign: 'person', title: `Tagged ${tags}` }
    case 'tags_removed':
      return { sign: 'person', title: `No longer tagged ${tags}` }
    case 'owner_changed':
      return { sign: 'person', title: 'Handed over to another owner' }
    case 'sent_to_webhook':
      return { sign: 'person', title: 'Sent to the webhook' }
    case 'suppressed':
      return { sign: 'block', title: `${value} is not mailed any more: ${reason}` }
    case 'unsuppressed':
      return { sign: 'block', title: `${value} may be mailed again: no longer ${reason}` }
    default:
      return null
  }
}
