import type { EventListener } from '#modules/events/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import { type CohortDay, cohortReport } from './cohort-query.ts'
import { daysReport, type ReportDay } from './days-query.ts'
import { type Engagement, engagementReport } from './engagement-query.ts'
import { foldDeltas } from './fold-deltas.ts'
import { type MailboxDay, mailboxDaysReport } from './mailbox-days-query.ts'
import { type MailboxNow, mailboxesNow } from './mailbox-health-query.ts'
import { type MailboxReport, mailboxesReport } from './mailboxes-query.ts'
import { type SequenceNumbers, sequenceNumbers } from './numbers-query.ts'
import { overviewReport, type SequenceReport } from './overview-query.ts'
import { rebuildNumbers } from './rebuild-numbers.ts'
import { recordDeltas } from './record-deltas.ts'
import type { DayRange, ReportInput } from './report-range.ts'
import type { SeenSequences } from './seen-sequences.ts'
import { type StepReport, stepsReport } from './steps-query.ts'
import { type MemberReport, teamReport } from './team-query.ts'

export type { CohortDay } from './cohort-query.ts'
export type { Engagement } from './engagement-query.ts'
export type { LinkedinReport } from './linkedin-report.ts'
export type { MailNumbers } from './mail-numbers.ts'
export type { MailboxReport } from './mailboxes-query.ts'
export type { SequenceNumbers } from './numbers-query.ts'
export { type DayRange, daysOf, type ReportInput } from './report-range.ts'
export { addReportRoutes } from './routes.ts'
export type { OptionReport, StepReport, TaskNumbers } from './steps-query.ts'

export type Reports = {
  /** For those who append events; see `createEvents`. */
  recordDeltas: EventListener
  /** Job: moves what events have added into the daily rows; answers how much that was. */
  fold(): Promise<number>
  /** Counts everything anew from events, in days of the company's zone as it is now; answers how many rows there are. */
  rebuild(input: { companyId: string }): Promise<number>
  /** All that came of some sequences, in the order given. */
  numbers(input: { companyId: string; sequenceIds: readonly string[] }): Promise<SequenceNumbers[]>
  cohort(input: ReportInput): Promise<CohortDay[]>
  engagement(input: ReportInput): Promise<Engagement>
  steps(input: ReportInput): Promise<StepReport[]>
  mailboxes(input: {
    companyId: string
    days: DayRange
    userId?: string | undefined
  }): Promise<MailboxReport[]>
  /** All sequences with numbers, or those of an owner, or that somebody sees. */
  overview(input: Omit<SeenSequences, 'sequenceId'> & { days: DayRange }): Promise<SequenceReport[]>
  /** The numbers of one sequence, or of all that the same says, day by day. */
  days(input: SeenSequences & { days: DayRange }): Promise<ReportDay[]>
  mailboxDays(input: Parameters<typeof mailboxDaysReport>[1]): Promise<MailboxDay[]>
  /** How mailboxes do at this moment, `now`. */
  mailboxesNow(input: {
    companyId: string
    userId?: string | undefined
  }): Promise<{ mailboxes: MailboxNow[]; now: Date }>
  team(input: {
    companyId: string
    days: DayRange
    zone: string
    userId?: string | undefined
  }): Promise<MemberReport[]>
}

/** What came of cadences and journeys, in numbers by day. Reading them blocks nobody. */
export const createReports = ({
  db,
  clock,
  newId,
}: {
  db: Database
  clock: Pick<Clock, 'now'>
  newId: NewId
}): Reports => ({
  recordDeltas: recordDeltas(newId),
  fold: () => foldDeltas(db),
  rebuild: (input) => rebuildNumbers(db, input),
  numbers: (input) => sequenceNumbers(db, input),
  cohort: (input) => cohortReport(db, input),
  engagement: (input) => engagementReport(db, input),
  steps: (input) => stepsReport(db, { ...input, now: clock.now() }),
  mailboxes: (input) => mailboxesReport(db, input),
  overview: (input) => overviewReport(db, input),
  days: (input) => daysReport(db, input),
  mailboxDays: (input) => mailboxDaysReport(db, input),
  mailboxesNow: async (input) => {
    const now = clock.now()
    return { mailboxes: await mailboxesNow(db, { ...input, now }), now }
  },
  team: (input) => teamReport(db, { ...input, now: clock.now() }),
})
