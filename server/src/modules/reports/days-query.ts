// The module's own tables are the report_… ones; this statement also reads sequences.
import type { Queryable } from '#platform/db/index.ts'
import { eachNumber, type MailNumbers, numbersOf, SUMS } from './mail-numbers.ts'
import type { DayRange } from './report-range.ts'
import { type SeenSequences, sequencesSeen } from './seen-sequences.ts'

/** What was sent on a day ("YYYY-MM-DD") with what came of it, and how many prospects were started on it. */
export type ReportDay = { day: string; started: number; mails: MailNumbers }

type Row = MailNumbers & { day: string; started: number }

/**
 * Days on which something was sent or somebody started, in order, over one sequence or all that are seen. Served by the primary keys of the
 * daily rows and of their deltas, for each sequence over nothing but the days asked for.
 */
export const daysReport = async (
  db: Queryable,
  input: SeenSequences & { days: DayRange },
): Promise<ReportDay[]> => {
  const columns = eachNumber((column) => `r.${column}`)
  const range = `r.day BETWEEN $2::date AND $3::date`
  const { rows } = await db.query<Row>(
    `WITH seen AS (${sequencesSeen('$4', '$5', '$6')}),
     mails AS (
       SELECT day, ${SUMS} FROM (
         SELECT r.day, ${columns} FROM seen JOIN report_mail_days r ON r.company_id = $1 AND r.sequence_id = seen.id AND ${range}
         UNION ALL
         SELECT r.day, ${columns} FROM seen JOIN report_mail_deltas r ON r.company_id = $1 AND r.sequence_id = seen.id AND ${range}) AS n
       GROUP BY day),
     starts AS (
       SELECT day, sum(enrolments)::float8 AS started FROM (
         SELECT r.day, r.enrolments FROM seen JOIN report_cohort_days r ON r.company_id = $1 AND r.sequence_id = seen.id AND ${range}
         UNION ALL
         SELECT r.day, r.enrolments FROM seen JOIN report_cohort_deltas r ON r.company_id = $1 AND r.sequence_id = seen.id AND ${range}) AS n
       GROUP BY day)
     SELECT to_char(day, 'YYYY-MM-DD') AS day, coalesce(started, 0) AS started,
       ${eachNumber((column) => `coalesce(${column}, 0) AS ${column}`)}
     FROM mails FULL JOIN starts USING (day) ORDER BY day`,
    [
      input.companyId,
      input.days.from ?? '-infinity',
      input.days.to ?? 'infinity',
      input.sequenceId ?? null,
      input.ownerId ?? null,
      input.seenBy ?? null,
    ],
  )
  return rows.map((row) => ({ day: row.day, started: row.started, mails: numbersOf(row) }))
}
