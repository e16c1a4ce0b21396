// What the gauges show, over all companies. These read lanes, lane_entries, sequences, mailboxes, messages, webhook_deliveries, sending_holds and
// processes; nothing is written.
import type { Queryable } from '#platform/db/index.ts'

/** The lanes of one mailbox; `mailboxId` is '' for tasks. */
export type LaneFigures = {
  companyId: string
  mailboxId: string
  /** Lanes in which somebody waits. */
  waiting: number
  /** Those of them in which somebody is due. */
  due: number
  /** Of running cadences. */
  oldestDue: Date | null
}

/** Two probes of lane_entries_lane for each lane, as the dispatcher's own look: 10,000 idle lanes take 0.1 s. */
export const laneFigures = async (tx: Queryable, now: Date): Promise<LaneFigures[]> => {
  const first = (firstMail: boolean) =>
    `(SELECT min(q.due_at) FROM lane_entries q WHERE q.company_id = l.company_id AND q.sequence_id = l.sequence_id
       AND q.mailbox_id = l.mailbox_id AND q.first_mail = ${firstMail})`
  const { rows } = await tx.query<LaneFigures>(
    `SELECT company_id AS "companyId", mailbox_id AS "mailboxId", count(due_at) AS waiting, count(*) FILTER (WHERE due_at <= $1) AS due,
       min(due_at) FILTER (WHERE due_at <= $1 AND live) AS "oldestDue"
     FROM (SELECT l.company_id, l.mailbox_id, s.state = 'live' AS live, least(${first(false)}, ${first(true)}) AS due_at
       FROM lanes l JOIN sequences s ON s.company_id = l.company_id AND s.id = l.sequence_id) lane
     GROUP BY company_id, mailbox_id`,
    [now],
  )
  return rows
}

export type MailboxFigures = {
  companyId: string
  mailboxId: string
  address: string
  isRunning: boolean
  /** Null: it only sends. */
  readAt: Date | null
  queued: number
  oldestQueued: Date | null
}

/** Mailboxes are few and read through; queued mails through messages_queued. */
export const mailboxFigures = async (tx: Queryable, now: Date): Promise<MailboxFigures[]> => {
  const { rows } = await tx.query<MailboxFigures>(
    `SELECT b.company_id AS "companyId", b.id AS "mailboxId", b.address, b.state = 'running' AS "isRunning",
       CASE WHEN b.imap IS NOT NULL THEN coalesce(b.synced_at, b.created_at) END AS "readAt",
       coalesce(m.queued, 0) AS queued, m.oldest AS "oldestQueued"
     FROM mailboxes b LEFT JOIN (
       SELECT company_id, mailbox_id, count(*) AS queued, min(not_before) FILTER (WHERE not_before <= $1) AS oldest
       FROM messages WHERE state = 'queued' GROUP BY company_id, mailbox_id) m ON m.company_id = b.company_id AND m.mailbox_id = b.id
     WHERE b.state <> 'removed'`,
    [now],
  )
  return rows
}

export type InstallationFigures = {
  sending: number
  uncertain: number
  webhooksWaiting: number
  heldCompanies: number
  roles: string[]
}

/** Served by messages_unsettled and webhook_deliveries_due; the other two tables have a handful of rows. */
export const installationFigures = async (tx: Queryable, now: Date): Promise<InstallationFigures> => {
  const unsettled = (state: string) =>
    `(SELECT count(*) FROM messages WHERE state IN ('sending', 'uncertain') AND state = '${state}')`
  const { rows } = await tx.query<InstallationFigures>(
    `SELECT ${unsettled('sending')} AS sending, ${unsettled('uncertain')} AS uncertain,
       (SELECT count(*) FROM webhook_deliveries WHERE state = 'waiting') AS "webhooksWaiting",
       (SELECT count(*) FROM sending_holds WHERE confirmed_at IS NULL) AS "heldCompanies",
       ARRAY(SELECT role FROM processes CROSS JOIN unnest(roles) AS role WHERE lease_until > $1) AS roles`,
    [now],
  )
  return rows[0] ?? { sending: 0, uncertain: 0, webhooksWaiting: 0, heldCompanies: 0, roles: [] }
}
