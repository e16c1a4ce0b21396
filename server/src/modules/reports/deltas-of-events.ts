import type { AppendedEvent } from '#modules/events/index.ts'
import { addNumbers, type MailNumbers, noMails } from './mail-numbers.ts'

/** What a set of events adds to the numbers of mails that were sent in one quarter of an hour. */
export type MailDelta = {
  /** '' where there is none, as for the two below: a mail written by hand. */
  sequenceId: string
  stepId: string
  optionId: string
  mailboxId: string
  sentAt: Date
  numbers: MailNumbers
}

/** How many more (or fewer) of those who were started in a sequence in one quarter of an hour have a status. */
export type CohortDelta = { sequenceId: string; startedAt: Date; status: string; enrolments: number }

/** Wherever a day begins, it begins with a quarter of an hour: the offsets of all zones in use are whole quarters. */
const QUARTER = 15 * 60_000

const quarterOf = (at: Date): number => Math.floor(at.getTime() / QUARTER) * QUARTER

/** Mails sent together, and what came of them, add up to few deltas. */
export const mailDeltas = (events: readonly AppendedEvent[]): MailDelta[] => {
  const deltas = new Map<string, MailDelta>()
  for (const event of events) {
    const numbers = numbersOfEvent(event)
    if (!numbers || event.messageId == null) continue
    const { sequenceId, stepId, optionId, mailboxId } = event
    const sentAt = quarterOf(sentAtOf(event))
    const key = `${sequenceId} ${stepId} ${optionId} ${mailboxId} ${sentAt}`
    let delta = deltas.get(key)
    if (!delta) {
      delta = {
        sequenceId: sequenceId ?? '',
        stepId: stepId ?? '',
        optionId: optionId ?? '',
        mailboxId: mailboxId ?? '',
        sentAt: new Date(sentAt),
        numbers: noMails(),
      }
      deltas.set(key, delta)
    }
    addNumbers(delta.numbers, numbers)
  }
  return [...deltas.values()]
}

const numbersOfEvent = (event: AppendedEvent): Partial<MailNumbers> | null => {
  switch (event.kind) {
    case 'sent':
      return { sent: 1, contacted: event.data.first ? 1 : 0 }
    case 'opened':
      return event.data.machine ? { machine_opens: 1 } : { opens: 1, opened: event.data.first ? 1 : 0 }
    case 'clicked':
      return event.data.machine ? { machine_clicks: 1 } : { clicks: 1, clicked: event.data.first ? 1 : 0 }
    case 'replied':
      return { replies: 1, replied: event.data.first ? 1 : 0 }
    case 'bounced':
      return event.data.hard ? { bounces: 1, bounced: event.data.first ? 1 : 0 } : null
    case 'unsubscribed':
      return { unsubscribes: 1, unsubscribed: event.data.first ? 1 : 0 }
    default:
      return null
  }
}

/** When the mail was sent that an event is about; a refused one counts for the moment of its refusal. */
const sentAtOf = ({ occurredAt, data }: AppendedEvent): Date =>
  'sentAt' in data && data.sentAt !== undefined ? new Date(data.sentAt) : occurredAt

export const cohortDeltas = (events: readonly AppendedEvent[]): CohortDelta[] => {
  const deltas = new Map<string, CohortDelta>()
  const add = (sequenceId: string, started: Date, status: string, enrolments: number): void => {
    const startedAt = quarterOf(started)
    const key = `${sequenceId} ${startedAt} ${status}`
    const delta = deltas.get(key)
    if (delta) delta.enrolments += enrolments
    else deltas.set(key, { sequenceId, startedAt: new Date(startedAt), status, enrolments })
  }
  for (const event of events) {
    if (event.sequenceId == null) continue
    if (event.kind === 'started') add(event.sequenceId, event.occurredAt, 'in_cadence', 1)
    const change = 'change' in event.data ? event.data.change : undefined
    if (change === undefined) continue
    const startedAt = new Date(change.startedAt)
    add(event.sequenceId, startedAt, change.from, -1)
    add(event.sequenceId, startedAt, change.to, 1)
  }
  return [...deltas.values()].filter(({ enrolments }) => enrolments !== 0)
}
