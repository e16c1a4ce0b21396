// The module's own tables are the report_… ones; this statement also reads mailboxes.
import type { Queryable } from '#platform/db/index.ts'
import { eachNumber, type MailNumbers, numbersOf, SUMS } from './mail-numbers.ts'
import type { DayRange } from './report-range.ts'

export type MailboxDay = { day: string; mails: MailNumbers }

/**
 * What mailboxes sent together, day by day; all of them, one user's, or one. Served by the primary key of report_mailbox_days: a row for each
 * mailbox and day.
 */
export const mailboxDaysReport = async (
  db: Queryable,
  input: { companyId: string; days: DayRange; userId?: string | undefined; mailboxId?: string | undefined },
): Promise<MailboxDay[]> => {
  const columns = eachNumber((column) => column)
  const range = `company_id = $1 AND day BETWEEN $2::date AND $3::date AND ($4::text IS NULL OR mailbox_id = $4)`
  const { rows } = await db.query<MailNumbers & { day: string }>(
    `SELECT to_char(n.day, 'YYYY-MM-DD') AS day, ${SUMS} FROM (
       SELECT day, mailbox_id, ${columns} FROM report_mailbox_days WHERE ${range}
       UNION ALL
       SELECT day, mailbox_id, ${columns} FROM report_mail_deltas WHERE ${range}) AS n
     WHERE $5::text IS NULL OR EXISTS (
       SELECT FROM mailboxes b WHERE b.company_id = $1 AND b.id = n.mailbox_id AND b.user_id = $5)
     GROUP BY n.day ORDER BY n.day`,
    [
      input.companyId,
      input.days.from ?? '-infinity',
      input.days.to ?? 'infinity',
      input.mailboxId ?? null,
      input.userId ?? null,
    ],
  )
  return rows.map((row) => ({ day: row.day, mails: numbersOf(row) }))
}
