// The module's own tables are the report_… ones; this statement also reads mailboxes and memberships.
import type { Queryable } from '#platform/db/index.ts'
import { eachNumber, type MailNumbers, numbersOf, SUMS } from './mail-numbers.ts'
import type { DayRange } from './report-range.ts'

export type MailboxReport = {
  id: string
  address: string
  userId: string
  userEmail: string
  mails: MailNumbers
}

type Row = MailNumbers & { id: string; address: string; user_id: string; email: string }

/**
 * What every mailbox sent on some days, over all sequences and written by hand, with what came of it, or only one user's; removed mailboxes too. An answer counts
 * for the mailbox that it came to. Served by the primary key of report_mailbox_days: a row for each mailbox and day.
 */
export const mailboxesReport = async (
  db: Queryable,
  { companyId, days, userId }: { companyId: string; days: DayRange; userId?: string | undefined },
): Promise<MailboxReport[]> => {
  const columns = eachNumber((column) => column)
  const { rows } = await db.query<Row>(
    `WITH mails AS (
       SELECT mailbox_id, ${SUMS} FROM (
         SELECT mailbox_id, ${columns} FROM report_mailbox_days WHERE company_id = $1 AND day BETWEEN $2::date AND $3::date
         UNION ALL
         SELECT mailbox_id, ${columns} FROM report_mail_deltas WHERE company_id = $1 AND day BETWEEN $2::date AND $3::date) AS n
       GROUP BY mailbox_id)
     SELECT b.id, b.address, b.user_id, u.email, ${columns}
     FROM mails m
     JOIN mailboxes b ON b.company_id = $1 AND b.id = m.mailbox_id
     JOIN memberships u ON u.company_id = $1 AND u.user_id = b.user_id
     WHERE $4::text IS NULL OR b.user_id = $4
     ORDER BY b.address, b.id`,
    [companyId, days.from ?? '-infinity', days.to ?? 'infinity', userId ?? null],
  )
  return rows.map((row) => ({
    id: row.id,
    address: row.address,
    userId: row.user_id,
    userEmail: row.email,
    mails: numbersOf(row),
  }))
}
