import fc from 'fast-check'
import { DateTime } from 'luxon'
import type { NewEvent } from '#modules/events/index.ts'
import { addNumbers, type MailNumbers, noMails } from './mail-numbers.ts'

/** One thing that happens to somebody; indexes are taken modulo what there is. */
type Act = { minutes: number; whom: number; what: { kind: string; detail: number } }

const KINDS = [
  'start',
  'send',
  'open',
  'click',
  'reply',
  'bounce',
  'refuse',
  'unsubscribe',
  'end',
  'resume',
  'note',
] as const
const STATUSES = ['completed', 'manually_stopped', 'replied', 'bounced', 'unsubscribed'] as const

const act: fc.Arbitrary<Act> = fc.record({
  // Up to three weeks on, so that openings of a mail come days after it.
  minutes: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 4 * 1440 })),
  whom: fc.nat(1000),
  what: fc.record({ kind: fc.constantFrom(...KINDS), detail: fc.nat(1000) }),
})

/** Sets of acts, each of which is told in one transaction. */
export const history: fc.Arbitrary<Act[][]> = fc.array(fc.array(act, { maxLength: 8 }), { maxLength: 12 })

type Mail = {
  about: Omit<NewEvent, 'kind' | 'data' | 'occurredAt'>
  sentAt: Date | null
  day: string
  has: Set<string>
}
type Enrolment = { id: string; sequenceId: string; startedAt: Date; status: string; mails: number }

export type Place = { sequenceId: string; day: string; stepId: string; optionId: string; mailboxId: string }

/**
 * Turns acts into events as the modules tell them, and counts beside that what a report must say: each mail once, on the day it was sent in
 * the zone.
 */
export const tell = (
  acts: readonly (readonly Act[])[],
  { zone, newId, begin }: { zone: string; newId: () => string; begin: Date },
) => {
  const enrolments: Enrolment[] = []
  const mails: Mail[] = []
  const numbers = new Map<string, MailNumbers>()
  const cohort = new Map<string, number>()
  const dayOf = (at: Date): string => DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd')
  let now = begin

  const count = (mail: Mail, more: Partial<MailNumbers>): void => {
    const { sequenceId, stepId, optionId, mailboxId } = mail.about
    const key = JSON.stringify([sequenceId, mail.day, stepId, optionId, mailboxId])
    const total = numbers.get(key) ?? noMails()
    numbers.set(key, total)
    addNumbers(total, more)
  }
  const move = ({ sequenceId, startedAt }: Enrolment, status: string, by: number): void => {
    const key = JSON.stringify([sequenceId, dayOf(startedAt), status])
    cohort.set(key, (cohort.get(key) ?? 0) + by)
  }
  /** Whether it is the mail's first of its kind. */
  const isFirst = (mail: Mail, kind: string): boolean =>
    !mail.has.has(kind) && mail.has.add(kind) !== undefined

  const happen = ({ whom, what: { kind, detail } }: Act): NewEvent[] => {
    const enrolment = enrolments[whom % Math.max(enrolments.length, 1)]
    if (kind === 'start' || !enrolment) {
      const started = {
        id: newId(),
        sequenceId: `sequence ${detail % 2}`,
        startedAt: now,
        status: 'in_cadence',
        mails: 0,
      }
      enrolments.push(started)
      move(started, 'in_cadence', 1)
      return [
        {
          kind: 'started',
          occurredAt: now,
          enrolmentId: started.id,
          sequenceId: started.sequenceId,
          data: {},
        },
      ]
    }
    const about = { enrolmentId: enrolment.id, sequenceId: enrolment.sequenceId, occurredAt: now }
    const change = (to: string) => {
      const from = enrolment.status
      enrolment.status = to
      move(enrolment, from, -1)
      move(enrolment, to, 1)
      return { change: { from, to, startedAt: enrolment.startedAt.toISOString() } }
    }
    if (kind === 'end') {
      const status = STATUSES[detail % STATUSES.length] ?? 'completed'
      if (status === enrolment.status) return []
      return status === 'completed'
        ? [{ ...about, kind: 'completed', data: change(status) }]
        : [{ ...about, kind: 'ended', data: { status, ...change(status) } }]
    }
    if (kind === 'resume')
      return [
        { ...about, kind: 'resumed', data: enrolment.status === 'in_cadence' ? {} : change('in_cadence') },
      ]
    if (kind === 'send' || kind === 'refuse') {
      const ofMail = {
        ...{ enrolmentId: enrolment.id, sequenceId: enrolment.sequenceId, messageId: newId() },
        ...{
          stepId: `step ${detail % 3}`,
          optionId: `option ${detail % 2}`,
          mailboxId: `mailbox ${detail % 4}`,
        },
      }
      const sentAt = kind === 'send' ? now : null
      const mail: Mail = { about: ofMail, sentAt, day: dayOf(now), has: new Set() }
      mails.push(mail)
      if (kind === 'refuse') {
        count(mail, { bounced: 1, bounces: 1 })
        mail.has.add('bounce')
        return [{ ...ofMail, kind: 'bounced', occurredAt: now, data: { hard: true, first: true } }]
      }
      enrolment.mails += 1
      const first = enrolment.mails === 1
      count(mail, { sent: 1, contacted: first ? 1 : 0 })
      return [{ ...ofMail, kind: 'sent', occurredAt: now, data: first ? { first: true } : {} }]
    }
    const mail = mails[whom % Math.max(mails.length, 1)]
    if (!mail?.sentAt) return []
    const told = { ...mail.about, occurredAt: now }
    const machine = detail % 3 === 0
    const hard = detail % 3 !== 0
    const marks = (counts: boolean) => ({
      sentAt: mail.sentAt?.toISOString() ?? '',
      ...(counts && isFirst(mail, kind) && { first: true as const }),
    })
    switch (kind) {
      case 'open': {
        const data = { machine, ...marks(!machine) }
        count(mail, machine ? { machine_opens: 1 } : { opens: 1, opened: 'first' in data ? 1 : 0 })
        return [{ ...told, kind: 'opened', data }]
      }
      case 'click': {
        const data = { url: 'https://a.test', machine, ...marks(!machine) }
        count(mail, machine ? { machine_clicks: 1 } : { clicks: 1, clicked: 'first' in data ? 1 : 0 })
        return [{ ...told, kind: 'clicked', data }]
      }
      case 'reply': {
        const data = marks(true)
        count(mail, { replies: 1, replied: 'first' in data ? 1 : 0 })
        return [{ ...told, kind: 'replied', data }]
      }
      case 'bounce': {
        const data = { hard, ...marks(hard) }
        if (hard) count(mail, { bounces: 1, bounced: 'first' in data ? 1 : 0 })
        return [{ ...told, kind: 'bounced', data }]
      }
      case 'unsubscribe': {
        const data = { source: 'link', ...marks(true) }
        count(mail, { unsubscribes: 1, unsubscribed: 'first' in data ? 1 : 0 })
        return [{ ...told, kind: 'unsubscribed', data }]
      }
      default:
        return [{ ...told, kind: 'auto_replied', data: {} }]
    }
  }

  const told = acts.map((set) =>
    set.flatMap((one) => {
      now = new Date(now.getTime() + one.minutes * 60_000)
      return happen(one)
    }),
  )
  return { told, numbers, cohort }
}
