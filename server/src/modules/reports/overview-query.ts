// The module's own tables are the report_… ones; this statement also reads sequences and memberships.
import type { Queryable } from '#platform/db/index.ts'
import { eachNumber, type MailNumbers, numbersOf, SUMS } from './mail-numbers.ts'
import type { DayRange } from './report-range.ts'
import { type SeenSequences, sequencesSeen } from './seen-sequences.ts'

/** One cadence or journey among all. */
export type SequenceReport = {
  id: string
  kind: 'cadence' | 'journey'
  name: string
  state: string
  ownerId: string
  ownerEmail: string
  /** Prospects started in the range, and those of them who are in it still. */
  started: number
  inCadence: number
  mails: MailNumbers
}

type Row = Omit<SequenceReport, 'mails'> & MailNumbers

/**
 * All sequences that have numbers on these days, by name. Served by the primary keys of the daily rows and of their deltas, for each sequence
 * over nothing but the days asked for.
 */
export const overviewReport = async (
  db: Queryable,
  input: Omit<SeenSequences, 'sequenceId'> & { days: DayRange },
): Promise<SequenceReport[]> => {
  const columns = eachNumber((column) => `r.${column}`)
  const range = `r.day BETWEEN $2::date AND $3::date`
  const { rows } = await db.query<Row>(
    `WITH seen AS (${sequencesSeen('NULL', '$4', '$5')}),
     mails AS (
       SELECT sequence_id, ${SUMS} FROM (
         SELECT r.sequence_id, ${columns} FROM seen JOIN report_mail_days r ON r.company_id = $1 AND r.sequence_id = seen.id AND ${range}
         UNION ALL
         SELECT r.sequence_id, ${columns} FROM seen JOIN report_mail_deltas r ON r.company_id = $1 AND r.sequence_id = seen.id AND ${range}) AS n
       GROUP BY sequence_id),
     starts AS (
       SELECT sequence_id, sum(enrolments)::float8 AS started,
         coalesce(sum(enrolments) FILTER (WHERE status = 'in_cadence'), 0)::float8 AS in_cadence
       FROM (
         SELECT r.sequence_id, r.status, r.enrolments
         FROM seen JOIN report_cohort_days r ON r.company_id = $1 AND r.sequence_id = seen.id AND ${range}
         UNION ALL
         SELECT r.sequence_id, r.status, r.enrolments
         FROM seen JOIN report_cohort_deltas r ON r.company_id = $1 AND r.sequence_id = seen.id AND ${range}) AS n
       GROUP BY sequence_id)
     SELECT s.id, s.kind, s.name, s.state, s.owner_id AS "ownerId", m.email AS "ownerEmail",
       coalesce(started, 0) AS started, coalesce(in_cadence, 0) AS "inCadence",
       ${eachNumber((column) => `coalesce(${column}, 0) AS ${column}`)}
     FROM mails FULL JOIN starts USING (sequence_id)
     JOIN sequences s ON s.company_id = $1 AND s.id = sequence_id
     JOIN memberships m ON m.company_id = $1 AND m.user_id = s.owner_id
     ORDER BY s.name_key, s.id`,
    [
      input.companyId,
      input.days.from ?? '-infinity',
      input.days.to ?? 'infinity',
      input.ownerId ?? null,
      input.seenBy ?? null,
    ],
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    state: row.state,
    ownerId: row.ownerId,
    ownerEmail: row.ownerEmail,
    started: row.started,
    inCadence: row.inCadence,
    mails: numbersOf(row),
  }))
}
