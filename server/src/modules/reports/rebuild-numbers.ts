// The module's own tables are the report_… ones; these statements also read events and companies (the zone of days).
import type { Database, Queryable } from '#platform/db/index.ts'
import { holdCompany } from './hold-company.ts'
import { eachNumber } from './mail-numbers.ts'

/**
 * Counts everything anew from the events of a company, in its zone as it is now, while mails go on leaving: what is appended meanwhile leaves
 * its deltas as always. Reports answer the old numbers until it is done. Answers how many rows there are now.
 *
 * Of mails it believes no mark of an event but counts what came first by itself, so that a fault in the marks is mended too.
 */
export const rebuildNumbers = async (db: Database, { companyId }: { companyId: string }): Promise<number> =>
  db.transaction(async (tx) => {
    await holdCompany(tx, companyId, { wait: true })
    return (await rebuildMails(tx, companyId)) + (await rebuildCohorts(tx, companyId))
  })

const COLUMNS = eachNumber((column) => column)
const SUM = eachNumber((column) => `sum(${column}) AS ${column}`)
const REPLACED = eachNumber((column) => `${column} = excluded.${column}`)

/**
 * One statement and so one snapshot: each event in it has its delta in it, folded or not. Rows are replaced in place and those without any
 * mail removed. Reads all events of the company, by the primary key; measured (bench/reports.ts, a busy
 * machine): 20 s a million.
 */
const rebuildMails = async (tx: Queryable, companyId: string): Promise<number> => {
  const { rows } = await tx.query<{ rows: number }>(
    `WITH told AS (
       SELECT coalesce(e.sequence_id, '') AS sequence_id, coalesce(e.step_id, '') AS step_id, coalesce(e.option_id, '') AS option_id,
         coalesce(e.mailbox_id, '') AS mailbox_id, e.kind, coalesce((e.data->>'machine')::boolean, false) AS machine, e.occurred_at,
         (e.data->>'sentAt')::timestamptz AS told_sent_at,
         min(e.occurred_at) FILTER (WHERE e.kind = 'sent') OVER (PARTITION BY e.message_id) AS sent_at,
         row_number() OVER (PARTITION BY e.message_id, e.kind, e.data->>'machine' ORDER BY e.occurred_at, e.id) = 1 AS first_of_mail,
         e.kind = 'sent' AND e.enrolment_id IS NOT NULL AND e.step_id IS NOT NULL
           AND row_number() OVER (PARTITION BY e.enrolment_id, e.kind ORDER BY e.occurred_at, e.id) = 1 AS first_of_enrolment
       FROM events e
       WHERE e.company_id = $1 AND e.message_id IS NOT NULL
         AND (e.kind IN ('sent', 'opened', 'clicked', 'replied', 'unsubscribed') OR e.kind = 'bounced' AND (e.data->>'hard')::boolean)),
     counted AS (
       SELECT t.sequence_id, t.step_id, t.option_id, t.mailbox_id,
         (coalesce(t.sent_at, t.told_sent_at, t.occurred_at) AT TIME ZONE c.zone)::date AS day,
         count(*) FILTER (WHERE kind = 'sent') AS sent,
         count(*) FILTER (WHERE first_of_enrolment) AS contacted,
         count(*) FILTER (WHERE kind = 'opened' AND NOT machine AND first_of_mail) AS opened,
         count(*) FILTER (WHERE kind = 'clicked' AND NOT machine AND first_of_mail) AS clicked,
         count(*) FILTER (WHERE kind = 'replied' AND first_of_mail) AS replied,
         count(*) FILTER (WHERE kind = 'bounced' AND first_of_mail) AS bounced,
         count(*) FILTER (WHERE kind = 'unsubscribed' AND first_of_mail) AS unsubscribed,
         count(*) FILTER (WHERE kind = 'opened' AND NOT machine) AS opens,
         count(*) FILTER (WHERE kind = 'clicked' AND NOT machine) AS clicks,
         count(*) FILTER (WHERE kind = 'replied') AS replies,
         count(*) FILTER (WHERE kind = 'bounced') AS bounces,
         count(*) FILTER (WHERE kind = 'unsubscribed') AS unsubscribes,
         count(*) FILTER (WHERE kind = 'opened' AND machine) AS machine_opens,
         count(*) FILTER (WHERE kind = 'clicked' AND machine) AS machine_clicks
       FROM told t, companies c WHERE c.company_id = $1
       GROUP BY 1, 2, 3, 4, 5),
     by_step AS (
       SELECT sequence_id, day, step_id, option_id, ${SUM} FROM counted WHERE sequence_id <> '' GROUP BY 1, 2, 3, 4),
     by_mailbox AS (SELECT day, mailbox_id, ${SUM} FROM counted GROUP BY 1, 2),
     no_deltas AS (DELETE FROM report_mail_deltas WHERE company_id = $1),
     steps_written AS (
       INSERT INTO report_mail_days (company_id, sequence_id, day, step_id, option_id, ${COLUMNS})
       SELECT $1, sequence_id, day, step_id, option_id, ${COLUMNS} FROM by_step
       ON CONFLICT (company_id, sequence_id, day, step_id, option_id) DO UPDATE SET ${REPLACED} RETURNING 1),
     steps_removed AS (
       DELETE FROM report_mail_days r WHERE r.company_id = $1 AND NOT EXISTS (
         SELECT FROM by_step s
         WHERE s.sequence_id = r.sequence_id AND s.day = r.day AND s.step_id = r.step_id AND s.option_id = r.option_id)),
     mailboxes_written AS (
       INSERT INTO report_mailbox_days (company_id, day, mailbox_id, ${COLUMNS})
       SELECT $1, day, mailbox_id, ${COLUMNS} FROM by_mailbox
       ON CONFLICT (company_id, day, mailbox_id) DO UPDATE SET ${REPLACED} RETURNING 1),
     mailboxes_removed AS (
       DELETE FROM report_mailbox_days r WHERE r.company_id = $1 AND NOT EXISTS (
         SELECT FROM by_mailbox m WHERE m.day = r.day AND m.mailbox_id = r.mailbox_id))
     SELECT ((SELECT count(*) FROM steps_written) + (SELECT count(*) FROM mailboxes_written))::integer AS rows`,
    [companyId],
  )
  return rows[0]?.rows ?? 0
}

/** The same for where prospects stand: each start puts one into `in_cadence`, and each change moves one on. */
const rebuildCohorts = async (tx: Queryable, companyId: string): Promise<number> => {
  const { rows } = await tx.query<{ rows: number }>(
    `WITH moved AS (
       SELECT sequence_id, occurred_at AS started_at, 'in_cadence' AS status, 1 AS enrolments FROM events
       WHERE company_id = $1 AND kind = 'started' AND sequence_id IS NOT NULL
       UNION ALL
       SELECT e.sequence_id, (e.data #>> '{change,startedAt}')::timestamptz, m.status, m.enrolments
       FROM events e CROSS JOIN LATERAL (VALUES (e.data #>> '{change,from}', -1), (e.data #>> '{change,to}', 1)) AS m (status, enrolments)
       WHERE e.company_id = $1 AND e.kind IN ('resumed', 'ended', 'completed') AND e.sequence_id IS NOT NULL AND e.data ? 'change'),
     counted AS (
       SELECT m.sequence_id, (m.started_at AT TIME ZONE c.zone)::date AS day, m.status, sum(m.enrolments) AS enrolments
       FROM moved m, companies c WHERE c.company_id = $1 GROUP BY 1, 2, 3),
     no_deltas AS (DELETE FROM report_cohort_deltas WHERE company_id = $1),
     written AS (
       INSERT INTO report_cohort_days (company_id, sequence_id, day, status, enrolments)
       SELECT $1, sequence_id, day, status, enrolments FROM counted
       ON CONFLICT (company_id, sequence_id, day, status) DO UPDATE SET enrolments = excluded.enrolments RETURNING 1),
     removed AS (
       DELETE FROM report_cohort_days r WHERE r.company_id = $1 AND NOT EXISTS (
         SELECT FROM counted n WHERE n.sequence_id = r.sequence_id AND n.day = r.day AND n.status = r.status))
     SELECT count(*)::integer AS rows FROM written`,
    [companyId],
  )
  return rows[0]?.rows ?? 0
}
