import type { EventListener } from '#modules/events/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import { type CohortDay, cohortReport } from './cohort-query.ts'
import { type Engagement, engagementReport } from './engagement-query.ts'
import { foldDeltas } from './fold-deltas.ts'
import { type MailboxReport, mailboxesReport } from './mailboxes-query.ts'
import { rebuildNumbers } from './rebuild-numbers.ts'
import { recordDeltas } from './record-deltas.ts'
import type { DayRange, ReportInput } from './report-range.ts'
import { type StepReport, stepsReport } from './steps-query.ts'

export type { CohortDay } from './cohort-query.ts'
export type { Engagement } from './engagement-query.ts'
export type { LinkedinReport } from './linkedin-report.ts'
export type { MailNumbers } from './mail-numbers.ts'
export type { MailboxReport } from './mailboxes-query.ts'
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
  cohort(input: ReportInput): Promise<CohortDay[]>
  engagement(input: ReportInput): Promise<Engagement>
  steps(input: ReportInput): Promise<StepReport[]>
  mailboxes(input: {
    companyId: string
    days: DayRange
    userId?: string | undefined
  }): Promise<MailboxReport[]>
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
  cohort: (input) => cohortReport(db, input),
  engagement: (input) => engagementReport(db, input),
  steps: (input) => stepsReport(db, { ...input, now: clock.now() }),
  mailboxes: (input) => mailboxesReport(db, input),
})
