import { DateTime } from 'luxon'
import type { TaskKind } from '#modules/sequences/definition.ts'
import type { Calendar } from './calendar.ts'
import type { Enrolment, Hold } from './enrolment.ts'
import { type HoursApart, hoursInWords } from './hours-meet.ts'
import { MOST_VISITS } from './journey/place.ts'
import type { WaitingNode } from './journey/waiting-node.ts'
import type { SlotWait } from './next-slot.ts'
import { statusLabel } from './prospect-status.ts'
import { dayOf } from './zone-days.ts'

/** Everything that decides what an enrolment waits for. */
export type Waiting = {
  enrolment: Enrolment
  /** The step it stands at, its number as reports count; null when it is gone, none is left, or it has none, as a wait of a journey. */
  step: { number: number; kind: 'mail' | TaskKind } | null
  /** In a journey the node it stands at. */
  node: WaitingNode | null
  calendar: Pick<Calendar, 'zone' | 'zoneSource' | 'guessedFrom'>
  kind: 'cadence' | 'journey'
  sequence: { state: 'draft' | 'live' | 'paused' | 'archived'; pauseReason: string | null }
  /** The one its mails leave from. `slot` says why its next mail does not go at once. */
  mailbox: {
    address: string
    state: 'running' | 'paused' | 'removed'
    pauseReason: string | null
    resumeAt: Date | null
    slot: SlotWait
  } | null
  /** No first mail of the sequence begins before, because the day's are used up. */
  throttledUntil: Date | null
  /** Set when its person has had the automatic mails of today, `most` of them: this one waits until his next day. */
  personFull: { until: Date; most: number } | null
  /** Set when the mailbox's own hours and those of the cadence never meet. */
  apart: HoursApart | null
  /** The recorded mail that has no final answer. `putOff`: a server asked to wait. */
  mail: { state: 'queued' | 'sending' | 'uncertain'; notBefore: Date; putOff: boolean } | null
  /** When its step is expected to go; null when that cannot be told. */
  expectedAt: Date | null
  /** Where that cannot be told because many wait before it: when the last of those that were looked at is expected to go. */
  expectedAfter: Date | null
  now: Date
}

/** What an enrolment waits for, and when it expects to go, in one sentence for people. */
export const waitingSentence = (waiting: Waiting): string => {
  const { enrolment } = waiting
  switch (enrolment.phase) {
    case 'ended':
      return `${statusLabel(enrolment.status)}${enrolment.resumable ? '; can be resumed' : ''}.`
    case 'paused':
      return enrolment.pausedUntil
        ? `Paused until ${moment(waiting, enrolment.pausedUntil)}.`
        : 'Paused until somebody resumes it.'
    case 'held':
      return `Held: ${enrolment.hold ? lackInWords(enrolment.hold, waiting.kind) : 'something is missing'}.`
    case 'task_open':
      return `Waits for ${action(waiting).noun} to be done.`
    case 'mail_in_hand':
      return mailInHand(waiting)
    case 'due':
      return closedDoor(waiting, waiting.step?.kind === 'mail') ?? dueStep(waiting)
  }
}

/** What a hold lacks, and how he goes on: a part of a sentence. */
export const lackInWords = (hold: Hold, kind: Waiting['kind']): string => {
  switch (hold.reason) {
    case 'missing_variable': {
      const one = hold.variables.length === 1
      return `${listed(hold.variables)} ${one ? 'is' : 'are'} missing; fill ${one ? 'it' : 'them'} in and the mail goes by itself`
    }
    case 'template_error':
      return `the mail cannot be written (${unended(hold.message)}); correct and publish it and it goes by itself`
    case 'no_mailbox':
      return `no mailbox that this ${kind} may send from is connected and running; add one and it goes on by itself`
    case 'step_gone': {
      const part = kind === 'journey' ? 'node' : 'step'
      return `its ${part} was removed; publish the ${part} again, or stop the prospect`
    }
    case 'too_many_visits':
      return `he has been at “${hold.node}” as often as one prospect may be, ${MOST_VISITS} times; stop him, or let the journey end`
    case 'action_failed':
      return `its action could not be done (${unended(hold.message)}); correct and publish it and it goes on by itself`
    case 'no_open_day':
      return 'weekdays and holidays leave no day open within two years; open one and it goes on by itself'
  }
}

/** Why nothing goes whatever the time is, or null. */
const closedDoor = (waiting: Waiting, isMail: boolean): string | null => {
  const { kind, sequence, mailbox } = waiting
  if (sequence.state === 'paused')
    return `Waits for the ${kind} to be resumed${because(sequence.pauseReason)}.`
  if (sequence.state !== 'live')
    return `Waits, because the ${kind} is ${sequence.state === 'draft' ? 'a draft' : 'archived'}.`
  if (!isMail || !mailbox || mailbox.state === 'running') return null
  if (mailbox.state === 'removed')
    return `Waits for mailbox ${mailbox.address}, which was removed; it goes on with another one that the ${kind} may send from.`
  const until = mailbox.resumeAt ? ` until ${moment(waiting, mailbox.resumeAt)}` : ''
  return `Waits for mailbox ${mailbox.address}, which is paused${until}${because(mailbox.pauseReason)}.`
}

const mailInHand = (waiting: Waiting): string => {
  const { mail, now } = waiting
  const { noun } = action(waiting)
  if (mail?.state === 'sending') return `${capital(noun)} is being sent.`
  if (mail?.state === 'uncertain')
    return `${capital(noun)} may have been sent or not: the server’s answer was lost, so proof is looked for; \`cadenza uncertain\` settles it by hand.`
  const closed = closedDoor(waiting, true)
  if (closed !== null) return closed
  if (mail && mail.notBefore > now)
    return mail.putOff
      ? `${capital(noun)} is tried again ${moment(waiting, mail.notBefore)}, because the server asked to wait.`
      : `${capital(noun)} goes ${moment(waiting, mail.notBefore)}, because its delivery window closed before it could leave.`
  return `${capital(noun)} is about to be sent.`
}

const dueStep = (waiting: Waiting): string => {
  const { enrolment, expectedAt, expectedAfter, now, step } = waiting
  const { verb } = action(waiting)
  const due = enrolment.dueAt ?? now
  if (!step && waiting.node) return atNode(waiting, waiting.node, due)
  if (step?.kind !== 'mail')
    return due > now ? `Waits for ${moment(waiting, due)} to ${verb}.` : `Is due now, to ${verb}.`
  if (waiting.apart && waiting.mailbox)
    return neverTogether(waiting, { apart: waiting.apart, address: waiting.mailbox.address, verb })
  const late = lateness(waiting)
  if (expectedAt === null) {
    const after = expectedAfter ? ` until after ${moment(waiting, expectedAfter)}` : ''
    return `Waits${after} to ${verb}${late || ', behind many others'}.`
  }
  if (expectedAt <= now) return `Is due now, to ${verb}.`
  return `Waits for ${moment(waiting, expectedAt)} to ${verb}${late}.`
}

/** At a node that is neither a mail nor a task. */
const atNode = (waiting: Waiting, { name, event }: WaitingNode, due: Date): string => {
  if (due <= waiting.now) return `Is due now, to go on at “${name}”.`
  const until = moment(waiting, due)
  return event ? `Waits ${event}, until ${until} at most.` : `Waits for ${until} to go on from “${name}”.`
}

const neverTogether = (
  { kind }: Waiting,
  { apart: { mailbox, sequence }, address, verb }: { apart: HoursApart; address: string; verb: string },
): string =>
  `Waits to ${verb}, but mailbox ${address} sends only ${hoursInWords(mailbox)} and the ${kind} only ${hoursInWords(sequence)}, which never meet; change the hours or days of either and it goes by itself.`

/** Why a mail goes later than it is due, as the end of a sentence; empty if it does not. */
const lateness = (waiting: Waiting): string => {
  const { enrolment, mailbox, throttledUntil, personFull, expectedAt, now } = waiting
  const due = enrolment.dueAt ?? now
  if (personFull && due <= personFull.until && isOnDayOf(waiting, personFull.until))
    return `, because one person is sent at most ${counted(personFull.most, 'automatic mail')} a day`
  if (expectedAt !== null && expectedAt.getTime() <= Math.max(due.getTime(), now.getTime())) return ''
  if (enrolment.firstMail && throttledUntil && throttledUntil > due)
    return `, because the ${waiting.kind} has begun all its first mails of today`
  if (!mailbox) return ''
  if (due > now) return `, when its turn comes in mailbox ${mailbox.address}`
  return `, ${SLOT_WAITS[mailbox.slot].replace('@', mailbox.address)}`
}

/** Later than that day, something else keeps it waiting. */
const isOnDayOf = ({ expectedAt, calendar: { zone } }: Waiting, day: Date): boolean =>
  expectedAt !== null && dayOf(zone, expectedAt) === dayOf(zone, day)

const SLOT_WAITS: Record<SlotWait, string> = {
  free: 'when its turn comes in mailbox @',
  gap: 'when its turn comes in mailbox @',
  hourly: 'because mailbox @ has used up its hourly limit',
  daily: 'because mailbox @ has used up its daily limit',
  closed: 'because mailbox @ sends only in its own hours',
}

const TASKS: Record<TaskKind, string> = {
  call: 'call',
  linkedin: 'LinkedIn task',
  manual_mail: 'manual mail',
  todo: 'task',
}

const action = ({ step }: Waiting): { verb: string; noun: string } => {
  if (!step) return { verb: 'go on', noun: 'its step' }
  if (step.kind === 'mail')
    return { verb: `send step ${step.number}`, noun: `the mail of step ${step.number}` }
  const noun = `the ${TASKS[step.kind]} of step ${step.number}`
  return { verb: `give out ${noun}`, noun }
}

/** "Thursday 09:00 (Europe/Berlin, guessed from Germany)"; with the date where the weekday alone would mislead. */
const moment = ({ calendar, now }: Waiting, at: Date): string => {
  const local = DateTime.fromJSDate(at, { zone: calendar.zone }).setLocale('en')
  const today = DateTime.fromJSDate(now, { zone: calendar.zone }).startOf('day')
  const days = local.startOf('day').diff(today, 'days').days
  const day =
    days >= 0 && days < 7 ? 'cccc' : local.year === today.year ? 'cccc d LLLL,' : 'cccc d LLLL yyyy,'
  return `${local.toFormat(`${day} HH:mm`)} (${zoneNote(calendar)})`
}

const zoneNote = ({ zone, zoneSource, guessedFrom }: Waiting['calendar']): string => {
  if (zoneSource === 'guessed' && guessedFrom !== null) return `${zone}, guessed from ${guessedFrom}`
  return zoneSource === 'mailbox' ? `${zone}, the mailbox's zone` : zone
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
const because = (reason: string | null): string => (reason ? `: ${unended(reason)}` : '')
const unended = (sentence: string): string => sentence.trim().replace(/\.$/, '')
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const listed = (names: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(names)
