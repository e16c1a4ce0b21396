// The module's own tables are the report_… ones; this statement also reads memberships, mailboxes, calls and tasks.
import type { Queryable } from '#platform/db/index.ts'
import { eachNumber, type MailNumbers, numbersOf, SUMS } from './mail-numbers.ts'
import { type DayRange, sqlRange, todayBegan } from './report-range.ts'

/** What a member did on some days. */
export type MemberReport = {
  userId: string
  userEmail: string
  name: string
  /** What his mailboxes sent, and what came of it. */
  mails: MailNumbers
  calls: { made: number; answered: number; seconds: number }
  /** Tasks of his that were closed on these days; `overdue` are open now. */
  tasks: { done: number; skipped: number; overdue: number }
  /** What his tasks ended with, the commonest first. */
  outcomes: { outcome: string; tasks: number }[]
}

type Row = MailNumbers & {
  userId: string
  userEmail: string
  name: string
  made: number
  answered: number
  seconds: number
  done: number
  skipped: number
  overdue: number
  outcomes: MemberReport['outcomes']
}

/**
 * Every member, or one; those who left only if they have numbers. Served by the primary key of report_mailbox_days, and by calls_started,
 * tasks_closed and tasks_open: calls and tasks are read one by one.
 */
export const teamReport = async (
  db: Queryable,
  input: { companyId: string; days: DayRange; zone: string; userId?: string | undefined; now: Date },
): Promise<MemberReport[]> => {
  const { firstDay, lastDay, begin, end } = sqlRange(input.days, input.zone)
  const columns = eachNumber((column) => column)
  const range = 'company_id = $1 AND day BETWEEN $2::date AND $3::date'
  const { rows } = await db.query<Row>(
    `WITH mails AS (
       SELECT b.user_id, ${SUMS} FROM (
         SELECT mailbox_id, ${columns} FROM report_mailbox_days WHERE ${range}
         UNION ALL
         SELECT mailbox_id, ${columns} FROM report_mail_deltas WHERE ${range}) AS n
       JOIN mailboxes b ON b.company_id = $1 AND b.id = n.mailbox_id
       GROUP BY b.user_id),
     rung AS (
       SELECT user_id, count(*)::integer AS made, (count(*) FILTER (WHERE disposition = 'answered'))::integer AS answered,
         sum(duration_seconds)::float8 AS seconds
       FROM calls WHERE company_id = $1 AND started_at >= $4::timestamptz AND started_at < $5::timestamptz AND state = 'completed'
       GROUP BY user_id),
     closed AS (
       SELECT assignee_id AS user_id, state, outcome, count(*)::integer AS tasks FROM tasks
       WHERE company_id = $1 AND state IN ('done', 'skipped') AND closed_at >= $4::timestamptz AND closed_at < $5::timestamptz
       GROUP BY 1, 2, 3),
     worked AS (
       SELECT user_id, coalesce(sum(tasks) FILTER (WHERE state = 'done'), 0)::integer AS done,
         coalesce(sum(tasks) FILTER (WHERE state = 'skipped'), 0)::integer AS skipped,
         coalesce(jsonb_agg(jsonb_build_object('outcome', outcome, 'tasks', tasks) ORDER BY tasks DESC, outcome)
           FILTER (WHERE state = 'done' AND outcome IS NOT NULL), '[]') AS outcomes
       FROM closed GROUP BY user_id),
     late AS (
       SELECT assignee_id AS user_id, count(*)::integer AS overdue FROM tasks
       WHERE company_id = $1 AND state = 'open' AND due_at < $6 GROUP BY assignee_id)
     SELECT u.user_id AS "userId", u.email AS "userEmail", u.name,
       ${eachNumber((column) => `coalesce(mails.${column}, 0) AS ${column}`)},
       coalesce(made, 0) AS made, coalesce(answered, 0) AS answered, coalesce(seconds, 0) AS seconds,
       coalesce(done, 0) AS done, coalesce(skipped, 0) AS skipped, coalesce(overdue, 0) AS overdue, coalesce(outcomes, '[]') AS outcomes
     FROM memberships u
     LEFT JOIN mails USING (user_id) LEFT JOIN rung USING (user_id) LEFT JOIN worked USING (user_id) LEFT JOIN late USING (user_id)
     WHERE u.company_id = $1 AND ($7::text IS NULL OR u.user_id = $7)
       AND (u.left_at IS NULL OR mails.user_id IS NOT NULL OR made > 0 OR done > 0 OR skipped > 0)
     ORDER BY u.name, u.email`,
    [input.companyId, firstDay, lastDay, begin, end, todayBegan(input.now, input.zone), input.userId ?? null],
  )
  return rows.map((row) => ({
    userId: row.userId,
    userEmail: row.userEmail,
    name: row.name,
    mails: numbersOf(row),
    calls: { made: row.made, answered: row.answered, seconds: row.seconds },
    tasks: { done: row.done, skipped: row.skipped, overdue: row.overdue },
    outcomes: row.outcomes,
  }))
}
