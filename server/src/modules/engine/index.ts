import type { Queryable } from '#platform/db/index.ts'
import { createDispatcher } from './claim/dispatcher.ts'
import { dayAhead } from './day-ahead/day-ahead.ts'
import type { EngineDeps } from './engine-deps.ts'
import { lockEnrolments } from './enrolment-queries.ts'
import { forecastStart } from './forecast-start/forecast-start.ts'
import { hoursThatNeverMeet } from './hours-that-never-meet.ts'
import { noteEvents } from './journey/signals.ts'
import { mailboxCame, mailboxGone, mailboxLimitsChanged } from './mailbox-changes.ts'
import { insertPace } from './pace-queries.ts'
import { prospectEnrolments } from './prospect-enrolments.ts'
import { prospectsChanged } from './prospects-changed.ts'
import { recomputeMailbox, recomputeSequence } from './recompute.ts'
import { type Answer, answered } from './report-answers.ts'
import { type MailOutcome, mailOutcomes, tasksClosed } from './report-outcomes.ts'
import { reserveSlot } from './reserve-slot.ts'
import { sendWindows } from './send-windows.ts'
import { sequenceCounts } from './sequence-counts.ts'
import { startProspects } from './start-prospects.ts'
import { cadenceStatusOf } from './status-of.ts'
import {
  pauseProspects,
  resumeProspects,
  stopMails,
  stopMailsIn,
  stopProspects,
  suppressed,
} from './stop-prospects.ts'
import { countsOfHolds, countsOfPhase, heldInSequences } from './waiting-queries.ts'
import { waitingReport } from './waiting-report.ts'

export type { Tick } from './claim/dispatcher.ts'
export type { EnrolmentPhase, EnrolmentStatus, MailboxLimits } from './core/index.ts'
export { knownZone, STATUSES as ENROLMENT_STATUSES, statusLabel } from './core/index.ts'
export type { EngineDeps } from './engine-deps.ts'
export type { StartForecast } from './forecast-start/sum-up.ts'
export type { HoursNeverMet } from './hours-that-never-meet.ts'
export type {
  EnginePorts,
  JourneyActions,
  PublishedSequence,
  StepMail,
  StepMailResult,
  StepTask,
} from './ports.ts'
export type { Answer } from './report-answers.ts'
export type { MailOutcome } from './report-outcomes.ts'
export { addEnrolmentRoutes } from './routes.ts'
export type { StartOutcome } from './start-prospects.ts'
export type { WaitingCursor, WaitingProspect } from './waiting-report.ts'

type Mailbox = { companyId: string; mailboxId: string }

/** Everything that moves prospects through sequences. Functions that take `tx` run in the caller's transaction. */
export const createEngine = (deps: EngineDeps) => ({
  start: (input: Parameters<typeof startProspects>[1], tx?: Queryable) => startProspects(deps, input, tx),
  /** What would come of a start; nothing is written. */
  forecastStart: (input: Parameters<typeof forecastStart>[1]) => forecastStart(deps, input),
  dayAhead: (input: Parameters<typeof dayAhead>[1]) => dayAhead(deps, input),
  stop: (input: Parameters<typeof stopProspects>[1]) => stopProspects(deps, input),
  stopMails: (input: Parameters<typeof stopMails>[1]) => stopMails(deps, input),
  resume: (input: Parameters<typeof resumeProspects>[1]) => resumeProspects(deps, input),
  pause: (input: Parameters<typeof pauseProspects>[1]) => pauseProspects(deps, input),
  cadenceStatusOf: (input: Parameters<typeof cadenceStatusOf>[1]) => cadenceStatusOf(deps.db, input),
  waitingReport: (input: Parameters<typeof waitingReport>[1]) => waitingReport(deps, input),
  /** Everything one prospect is or was in. */
  prospectEnrolments: (input: Parameters<typeof prospectEnrolments>[1]) => prospectEnrolments(deps, input),
  sequenceCounts: (input: Parameters<typeof sequenceCounts>[1]) => sequenceCounts(deps, input),
  sequencePhases: (input: Parameters<typeof countsOfPhase>[1]) => countsOfPhase(deps.db, input),
  /** How many enrolments of a company are held, by what they lack. */
  heldCounts: (input: { companyId: string }) => countsOfHolds(deps.db, input),
  heldInSequences: (input: { companyId: string; sequenceIds: readonly string[] }) =>
    heldInSequences(deps.db, input),
  /** Mailboxes and sequences that people wait in for hours that never come. */
  hoursThatNeverMeet: (input: { companyId: string }) => hoursThatNeverMeet(deps, input),
  tick: createDispatcher(deps),

  // What the other modules report; handed to them by app.ts.
  suppressed: (tx: Queryable, input: Parameters<typeof suppressed>[2]) => suppressed(deps, tx, input),
  prospectsDeleted: async (tx: Queryable, input: Parameters<typeof stopMailsIn>[2]) => {
    await stopMailsIn(deps, tx, input)
  },
  mailOutcomes: (tx: Queryable, companyId: string, outcomes: readonly MailOutcome[]) =>
    mailOutcomes(deps, tx, companyId, outcomes),
  sendWindows: (tx: Queryable, input: Parameters<typeof sendWindows>[2]) => sendWindows(deps, tx, input),
  reserveSlot: (tx: Queryable, input: Parameters<typeof reserveSlot>[2]) => reserveSlot(deps, tx, input),
  /** Before tasks of enrolments are changed; the rules lock enrolments first and what belongs to them after. */
  lockEnrolments: async (
    tx: Queryable,
    { companyId, enrolmentIds }: { companyId: string; enrolmentIds: readonly string[] },
  ) => {
    await lockEnrolments(tx, companyId, enrolmentIds)
  },
  tasksClosed: (tx: Queryable, input: Parameters<typeof tasksClosed>[2]) => tasksClosed(deps, tx, input),
  /** A listener of events; answers how many enrolments are to be looked at because of them. */
  noteEvents,
  answered: (tx: Queryable, answer: Answer) => answered(deps, tx, answer),
  prospectsChanged: (tx: Queryable, input: Parameters<typeof prospectsChanged>[2]) =>
    prospectsChanged(deps, tx, input),
  mailboxAdded: (tx: Queryable, input: Mailbox) => insertPace(tx, { ...input, now: deps.clock.now() }),
  /** The dispatcher reads by itself whether a mailbox runs; what else follows from a removal or a zone is a job's. */
  mailboxChanged: async (tx: Queryable, input: Mailbox & { change: string }) => {
    if (input.change === 'limits') await mailboxLimitsChanged(deps, tx, input)
  },

  // Jobs: run later, in transactions of their own.
  mailboxCame: (input: { companyId: string }) => mailboxCame(deps, input),
  mailboxGone: (input: Mailbox) => mailboxGone(deps, input),
  recomputeMailbox: (input: Mailbox) => recomputeMailbox(deps, input),
  recomputeSequence: (input: Parameters<typeof recomputeSequence>[1]) => recomputeSequence(deps, input),
})

export type Engine = ReturnType<typeof createEngine>
