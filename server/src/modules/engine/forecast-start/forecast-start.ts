import { setImmediate } from 'node:timers/promises'
import { MOST_FORECAST } from '@cadenza/contracts'
import { afterMail, type Foreseen, type Foretold, foretelling, type Throttle } from '../core/index.ts'
import type { EngineDeps } from '../engine-deps.ts'
import { mailsToday } from '../mails-today.ts'
import type { PublishedSequence } from '../ports.ts'
import { createScenes } from '../scene.ts'
import { throttlesOf } from '../waiting-forecast.ts'
import { type ReportedMailbox, reportedMailboxes } from '../waiting-queries.ts'
import { type ForeseenCalendars, sharedCalendars } from './calendars.ts'
import { createFactsOf } from './facts-of.ts'
import { mailboxesAlongside } from './mailboxes-alongside.ts'
import { foreseeNewcomers } from './newcomers.ts'
import { type StartForecast, sumUp } from './sum-up.ts'
import { enrolmentsWithMailQueued, peopleById, waitingEnrolments } from './waiting-enrolments.ts'

/** Those who wait in the mailboxes already; of more than these, only the first of each lane are looked at. */
const MOST_WAITING = 20_000
/** How far ahead, in days. */
const HORIZON = 400
const DAY_MS = 86_400_000

/**
 * What would come of starting these prospects now: on which days their mails would leave which mailbox, beside what waits there already, who
 * would not start, and who would be held. All are asked whether they would start; the days and what holds are those of the first 10,000 who
 * would. By the rules of the engine (`foretelling` says what they are made to assume); nothing is written.
 * Three mails each to 10,000 prospects, with as many waiting before them, take some four seconds on a busy core, of which others get their share.
 */
export const forecastStart = async (
  deps: EngineDeps,
  input: {
    companyId: string
    /** Who would start them. */
    userId: string
    /** As it is published, or as its draft would be. */
    sequence: PublishedSequence
    prospectIds: readonly string[]
  },
): Promise<StartForecast> => {
  const { companyId, sequence } = input
  const now = deps.clock.now()
  const tx = deps.db
  const calendars = sharedCalendars(await createScenes(deps, tx, companyId, []))
  const newcomers = await foreseeNewcomers(deps, tx, { ...input, most: MOST_FORECAST, calendars, now })
  const { enrolled } = newcomers
  const own = new Set(enrolled.flatMap(({ mailboxId }) => mailboxId ?? []))
  const mailboxes = await reportedMailboxes(tx, {
    companyId,
    mailboxIds: await mailboxesAlongside(deps, tx, { companyId, sequence, mailboxIds: [...own] }),
  })
  const waiting = await foreseeWaiting(deps, { companyId, sequence, mailboxes, calendars, now })
  const throttles = await throttlesOf(deps, tx, companyId, waiting.sequences)
  const { mailsPerPersonAndDay } = await deps.ports.companySettings(tx, companyId)
  const told = await run(
    foretelling({
      enrolled: [...waiting.enrolled, ...enrolled],
      mailboxes: [...mailboxes.values()].flatMap(asItWillRun),
      throttles: throttles satisfies ReadonlyMap<string, Throttle>,
      mailsPerPersonAndDay,
      now,
      until: new Date(now.getTime() + HORIZON * DAY_MS),
    }),
  )
  const summed = sumUp({
    ...{ sequence, ...newcomers, told, othersAreAll: waiting.areAll },
    mailboxes: new Map([...mailboxes].filter(([mailboxId]) => own.has(mailboxId))),
  })
  const people = await peopleById(tx, { companyId, prospectIds: summed.exampleIds })
  return summed.withPeople(people)
}

/** Everybody who waits in the mailboxes already, as he stands, or as he will when his mail that waits to leave has left. */
const foreseeWaiting = async (
  deps: EngineDeps,
  {
    companyId,
    sequence,
    mailboxes,
    calendars,
    now,
  }: {
    companyId: string
    sequence: PublishedSequence
    mailboxes: ReadonlyMap<string, ReportedMailbox>
    calendars: ForeseenCalendars
    now: Date
  },
): Promise<{ enrolled: Foreseen[]; sequences: ReadonlyMap<string, PublishedSequence>; areAll: boolean }> => {
  const which = { companyId, sequenceId: sequence.id, mailboxIds: [...mailboxes.keys()], most: MOST_WAITING }
  const { enrolments: due, areAll } = await waitingEnrolments(deps.db, which)
  const queued = await enrolmentsWithMailQueued(deps.db, which)
  const leavesAt = new Map(queued.map(({ id, notBefore }) => [id, notBefore > now ? notBefore : now]))
  // Whoever was read as due and has had his mail recorded since is taken as he was.
  const dueIds = new Set(due.map(({ id }) => id))
  const enrolments = [...due, ...queued.filter(({ id }) => !dueIds.has(id))]
  const scenes = await createScenes(deps, deps.db, companyId, enrolments)
  const placed = enrolments.map((enrolment) => {
    const { sequence: own } = scenes.of(enrolment)
    const { place, mailboxZone } = enrolment
    return { enrolment, own, calendar: calendars.of({ sequence: own, place, mailboxZone }) }
  })
  const today = await mailsToday(deps.db, {
    companyId,
    people: placed.map(({ enrolment: { prospectId }, calendar: { zone } }) => ({ prospectId, zone })),
    now,
  })
  const factsOf = await createFactsOf(deps.db, {
    companyId,
    people: placed.map(({ enrolment: { prospectId }, own }) => ({ prospectId, definition: own.definition })),
  })
  return {
    areAll,
    // The one that is asked about counts as it would run.
    sequences: new Map([...scenes.sequences, [sequence.id, sequence]]),
    enrolled: placed.map(({ enrolment, own, calendar }) => {
      const one = {
        id: enrolment.id,
        prospectId: enrolment.prospectId,
        mailsToday: today({ prospectId: enrolment.prospectId, zone: calendar.zone }),
        sequenceId: own.id,
        definition: own.definition,
        calendar,
        mailboxId: enrolment.mailboxId,
        state: enrolment.state,
        facts: factsOf(enrolment.prospectId),
      }
      const at = leavesAt.get(enrolment.id)
      return at && enrolment.state.phase === 'mail_in_hand' ? afterMail(one, at) : one
    }),
  }
}

/** A paused mailbox that comes back at a moment has no slot before; one that somebody has to resume has none at all. */
const asItWillRun = ({ mailboxId, state, resumeAt, pace, limits }: ReportedMailbox) => {
  if (state === 'running') return [{ mailboxId, pace, limits }]
  if (state === 'removed' || resumeAt === null) return []
  const nextSlotAt = resumeAt > pace.nextSlotAt ? resumeAt : pace.nextSlotAt
  return [{ mailboxId, pace: { ...pace, nextSlotAt }, limits }]
}

/** Others get their turn wherever the forecast pauses. */
const run = async (way: ReturnType<typeof foretelling>): Promise<Foretold> => {
  for (;;) {
    const { done, value } = way.next()
    if (done) return value
    await setImmediate()
  }
}
