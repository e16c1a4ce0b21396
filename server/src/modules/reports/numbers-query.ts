import type { Queryable } from '#platform/db/index.ts'
import { eachNumber, type MailNumbers, noMails, numbersOf, SUMS } from './mail-numbers.ts'

/** All that came of a sequence since it was made: where its prospects stand, and what became of its mails. */
export type SequenceNumbers = {
  sequenceId: string
  statuses: ReadonlyMap<string, number>
  mails: MailNumbers
}

/**
 * Numbers of some sequences over all days, in the order given. Two statements of sums over the rows of each sequence: one for each day and
 * status (or step and option), however many prospects and mails. Served by the primary keys of the daily rows and of their deltas.
 */
export const sequenceNumbers = async (
  db: Queryable,
  { companyId, sequenceIds }: { companyId: string; sequenceIds: readonly string[] },
): Promise<SequenceNumbers[]> => {
  if (sequenceIds.length === 0) return []
  const columns = eachNumber((column) => column)
  const { rows: starts } = await db.query<{ sequence_id: string; status: string; enrolments: number }>(
    `SELECT sequence_id, status, sum(enrolments)::float8 AS enrolments FROM (
       SELECT sequence_id, status, enrolments FROM report_cohort_days WHERE company_id = $1 AND sequence_id = ANY($2)
       UNION ALL
       SELECT sequence_id, status, enrolments FROM report_cohort_deltas WHERE company_id = $1 AND sequence_id = ANY($2)) AS n
     GROUP BY sequence_id, status`,
    [companyId, sequenceIds],
  )
  const { rows: mails } = await db.query<MailNumbers & { sequence_id: string }>(
    `SELECT sequence_id, ${SUMS} FROM (
       SELECT sequence_id, ${columns} FROM report_mail_days WHERE company_id = $1 AND sequence_id = ANY($2)
       UNION ALL
       SELECT sequence_id, ${columns} FROM report_mail_deltas WHERE company_id = $1 AND sequence_id = ANY($2)) AS n
     GROUP BY sequence_id`,
    [companyId, sequenceIds],
  )
  return sequenceIds.map((sequenceId) => ({
    sequenceId,
    statuses: new Map(
      starts
        .filter((row) => row.sequence_id === sequenceId)
        .map(({ status, enrolments }) => [status, enrolments]),
    ),
    mails: mailsOf(mails.find((row) => row.sequence_id === sequenceId)),
  }))
}

const mailsOf = (row: MailNumbers | undefined): MailNumbers => (row ? numbersOf(row) : noMails())
