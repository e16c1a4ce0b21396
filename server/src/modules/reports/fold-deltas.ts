import type { Database, Queryable } from '#platform/db/index.ts'
import { holdCompany } from './hold-company.ts'
import { eachNumber } from './mail-numbers.ts'

/** Deltas folded in one transaction. */
const BATCH = 1000

/**
 * Job: folds deltas into the daily rows, company by company and in small batches. Reports read both in one statement, so what they answer is
 * the same before and after; those who append events never wait for it, since it touches nothing that they touch. A company whose numbers
 * are being rebuilt waits for the next run. Answers how many deltas were folded.
 */
export const foldDeltas = async (
  db: Database,
  { batch = BATCH }: { batch?: number | undefined } = {},
): Promise<number> => {
  let folded = 0
  for (const companyId of await companiesWithDeltas(db)) {
    let some: number
    do {
      some = await db.transaction(async (tx) => {
        if (!(await holdCompany(tx, companyId, { wait: false }))) return 0
        return (await foldMails(tx, companyId, batch)) + (await foldCohorts(tx, companyId, batch))
      })
      folded += some
    } while (some >= batch)
  }
  return folded
}

/** Over all companies. Reads the deltas once through; there are no more than a few thousand between two runs. */
const companiesWithDeltas = async (db: Queryable): Promise<string[]> => {
  const { rows } = await db.query<{ company_id: string }>(
    `SELECT company_id FROM report_mail_deltas UNION SELECT company_id FROM report_cohort_deltas ORDER BY 1`,
  )
  return rows.map(({ company_id }) => company_id)
}

const ADDED = eachNumber((column) => `${column} = r.${column} + excluded.${column}`)
const SUM = eachNumber((column) => `sum(${column})`)
const COLUMNS = eachNumber((column) => column)

/** Served by the primary keys. */
const foldMails = async (tx: Queryable, companyId: string, batch: number): Promise<number> => {
  const { rows } = await tx.query<{ folded: number }>(
    `WITH taken AS (
       DELETE FROM report_mail_deltas WHERE company_id = $1 AND (sequence_id, id) IN (
         SELECT sequence_id, id FROM report_mail_deltas WHERE company_id = $1 ORDER BY sequence_id, id LIMIT $2)
       RETURNING *),
     by_step AS (
       INSERT INTO report_mail_days AS r (company_id, sequence_id, day, step_id, option_id, ${COLUMNS})
       SELECT $1, sequence_id, day, step_id, option_id, ${SUM} FROM taken WHERE sequence_id <> ''
       GROUP BY sequence_id, day, step_id, option_id
       ON CONFLICT (company_id, sequence_id, day, step_id, option_id) DO UPDATE SET ${ADDED}),
     by_mailbox AS (
       INSERT INTO report_mailbox_days AS r (company_id, day, mailbox_id, ${COLUMNS})
       SELECT $1, day, mailbox_id, ${SUM} FROM taken GROUP BY day, mailbox_id
       ON CONFLICT (company_id, day, mailbox_id) DO UPDATE SET ${ADDED})
     SELECT count(*)::integer AS folded FROM taken`,
    [companyId, batch],
  )
  return rows[0]?.folded ?? 0
}

/** Served by the primary keys. */
const foldCohorts = async (tx: Queryable, companyId: string, batch: number): Promise<number> => {
  const { rows } = await tx.query<{ folded: number }>(
    `WITH taken AS (
       DELETE FROM report_cohort_deltas WHERE company_id = $1 AND (sequence_id, id) IN (
         SELECT sequence_id, id FROM report_cohort_deltas WHERE company_id = $1 ORDER BY sequence_id, id LIMIT $2)
       RETURNING *),
     folded AS (
       INSERT INTO report_cohort_days AS r (company_id, sequence_id, day, status, enrolments)
       SELECT $1, sequence_id, day, status, sum(enrolments) FROM taken GROUP BY sequence_id, day, status
       ON CONFLICT (company_id, sequence_id, day, status) DO UPDATE SET enrolments = r.enrolments + excluded.enrolments)
     SELECT count(*)::integer AS folded FROM taken`,
    [companyId, batch],
  )
  return rows[0]?.folded ?? 0
}
