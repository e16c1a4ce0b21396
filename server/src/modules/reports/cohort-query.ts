import type { Queryable } from '#platform/db/index.ts'
import { type ReportInput, sqlRange } from './report-range.ts'

/** How many of those started on a day ("YYYY-MM-DD") have which status; statuses that nobody has may be missing. */
export type CohortDay = { day: string; statuses: ReadonlyMap<string, number> }

/**
 * Where those stand who were started in a sequence, by the day of their start; days in order, only those with a start. Served by the primary
 * keys of report_cohort_days and report_cohort_deltas, over nothing but the days asked for: a row for each day and status, however many
 * prospects. Measured (bench/reports.ts, a busy machine): 4 ms for 90 days of a cadence of 1,000,000 mails, 5 ms for one of 10,000.
 */
export const cohortReport = async (
  db: Queryable,
  { companyId, sequenceId, days, zone }: ReportInput,
): Promise<CohortDay[]> => {
  const { firstDay, lastDay } = sqlRange(days, zone)
  const { rows } = await db.query<{ day: string; status: string; enrolments: number }>(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, status, sum(enrolments)::float8 AS enrolments FROM (
       SELECT day, status, enrolments FROM report_cohort_days
       WHERE company_id = $1 AND sequence_id = $2 AND day BETWEEN $3::date AND $4::date
       UNION ALL
       SELECT day, status, enrolments FROM report_cohort_deltas
       WHERE company_id = $1 AND sequence_id = $2 AND day BETWEEN $3::date AND $4::date) AS n
     GROUP BY n.day, n.status ORDER BY n.day, n.status`,
    [companyId, sequenceId, firstDay, lastDay],
  )
  return [...Map.groupBy(rows, ({ day }) => day)].map(([day, some]) => ({
    day,
    statuses: new Map(some.map(({ status, enrolments }) => [status, enrolments])),
  }))
}
