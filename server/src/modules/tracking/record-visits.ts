import type { NewEvent } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { judgeVisit, type Visit } from './judge-visit.ts'
import type { MailRef } from './mail-token.ts'
import type { TrackingDeps } from './tracking-deps.ts'
import { lockVisits, type PastVisit, pastVisits, type TrackedMail, trackedMail } from './tracking-queries.ts'

/** `target` is there for clicks. */
export type RecordedVisit = Visit & { target?: string; scanned: boolean }

type VisitEvent = Extract<NewEvent, { kind: 'opened' | 'clicked' }>

/** The same agent doing the same again within this time is one visit: a reloaded preview, a double click. */
const FLOOD = 5_000
const LONGEST_AGENT = 300

/**
 * Keeps visits to one mail as events, marked as a person's or a machine's. Either proves that the mail was sent; only a person's go further. Of a test mail nothing is kept but
 * that somebody looked.
 */
export const recordVisits = async (
  deps: Pick<TrackingDeps, 'db' | 'ports'>,
  mail: MailRef,
  visits: readonly RecordedVisit[],
): Promise<void> =>
  deps.db.transaction(async (tx) => {
    await lockVisits(tx, mail)
    const found = await trackedMail(tx, mail)
    if (!found) return
    const events = visits.map((visit) => eventOf(found, visit))
    const news = found.kind === 'test' ? events : await newOnes(tx, mail, events)
    markFirsts(found, news)
    if (found.kind !== 'test') await deps.ports.appendEvents(tx, mail.companyId, news)
    if (news.length > 0)
      await deps.ports.provenSent(tx, { companyId: mail.companyId, messageIds: [mail.messageId] })
    for (const what of ['opened', 'clicked'] as const) {
      const first = news.find(({ kind, data }) => kind === what && !data.machine)
      if (first) await deps.ports.messageEngaged(tx, { ...mail, what, at: first.occurredAt })
    }
  })

const eventOf = (mail: TrackedMail, visit: RecordedVisit): VisitEvent => {
  const judgement = judgeVisit(visit, { deliveredAt: mail.deliveredAt, scanned: visit.scanned })
  const about = {
    occurredAt: visit.at,
    prospectId: mail.prospectId,
    enrolmentId: mail.enrolmentId,
    sequenceId: mail.sequenceId,
    stepId: mail.stepId,
    optionId: mail.optionId,
    messageId: mail.id,
    mailboxId: mail.mailboxId,
  }
  const sentAt = mail.deliveredAt?.toISOString()
  const data = { ...judgement, ...agentOf(visit), ...(sentAt !== undefined && { sentAt }) }
  return visit.what === 'opened'
    ? { ...about, kind: 'opened', data }
    : { ...about, kind: 'clicked', data: { url: visit.target ?? '', ...data } }
}

/** Marks a person's first opening of a mail and first click in it; the visits of a mail are looked at one transaction at a time. */
const markFirsts = ({ openedAt, clickedAt }: TrackedMail, news: readonly VisitEvent[]): void => {
  for (const [what, earlier] of [
    ['opened', openedAt],
    ['clicked', clickedAt],
  ] as const) {
    const first = earlier ? undefined : news.find(({ kind, data }) => kind === what && !data.machine)
    if (first) first.data.first = true
  }
}

const agentOf = ({ agent }: Visit): { agent?: string } =>
  agent === '' ? {} : { agent: agent.slice(0, LONGEST_AGENT) }

/** Those that do not repeat, within seconds, one that is kept already or stands before it. */
const newOnes = async (
  tx: Queryable,
  mail: MailRef,
  events: readonly VisitEvent[],
): Promise<VisitEvent[]> => {
  const [first] = events
  if (!first?.prospectId) return [...events]
  const since = new Date(first.occurredAt.getTime() - FLOOD)
  const kept: PastVisit[] = await pastVisits(tx, { ...mail, prospectId: first.prospectId, since })
  return events.filter((event) => {
    const repeats = kept.some((past) => isSame(past, event))
    if (!repeats) kept.push(event)
    return !repeats
  })
}

const isSame = (past: PastVisit, event: VisitEvent): boolean =>
  past.kind === event.kind &&
  Math.abs(event.occurredAt.getTime() - past.occurredAt.getTime()) < FLOOD &&
  (['machine', 'reason', 'agent', 'url'] as const).every(
    (key) => past.data[key] === Reflect.get(event.data, key),
  )
