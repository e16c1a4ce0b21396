// Reads threads' mails: received_mails (inbound), messages (outbound), mailboxes, memberships, sequences and prospects.
import type { Queryable } from '#platform/db/index.ts'
import { JOINED, LISTED } from './list-threads.ts'
import type { ListedThread } from './thread.ts'

type Which = { companyId: string; threadId: string }

/** Served by primary keys. */
export const threadRow = async (
  tx: Queryable,
  { companyId, threadId, now }: Which & { now: Date },
): Promise<ListedThread | undefined> => {
  const { rows } = await tx.query<ListedThread>(
    `SELECT ${LISTED} FROM inbox_threads i ${JOINED} WHERE i.company_id = $1 AND i.id = $3`,
    [companyId, now, threadId],
  )
  return rows[0]
}

export type ReceivedRow = {
  id: string
  kind: string
  mailboxId: string
  messageKey: string
  fromName: string
  fromAddress: string
  subject: string
  newText: string | null
  text: string | null
  html: string | null
  details: unknown
  receivedAt: Date
}

/** The newest mails that came into a thread. Served by received_mails_thread. */
export const receivedOf = async (
  tx: Queryable,
  { companyId, threadId, most }: Which & { most: number },
): Promise<ReceivedRow[]> => {
  const { rows } = await tx.query<ReceivedRow>(
    `SELECT id, kind, mailbox_id AS "mailboxId", message_key AS "messageKey", from_name AS "fromName",
       from_address AS "fromAddress", subject, new_text AS "newText", text, html, details, received_at AS "receivedAt"
     FROM received_mails WHERE company_id = $1 AND thread_id = $2 ORDER BY received_at DESC LIMIT $3`,
    [companyId, threadId, most],
  )
  return rows
}

export type SentRow = {
  id: string
  kind: string
  state: string
  toAddress: string
  toName: string | null
  ccAddresses: string[]
  subject: string
  html: string
  text: string
  queuedAt: Date
  notBefore: Date
  sentAt: Date | null
  serverWords: string | null
  openedAt: Date | null
  fromName: string
  mailboxAddress: string
  userName: string | null
  cadenceName: string | null
}

/** The newest mails of ours in a thread. Served by messages_thread; what is joined by primary keys. */
export const sentOf = async (
  tx: Queryable,
  { companyId, threadId, most }: Which & { most: number },
): Promise<SentRow[]> => {
  const { rows } = await tx.query<SentRow>(
    `SELECT m.id, m.kind, m.state, m.to_address AS "toAddress",
       coalesce(m.to_name, p.full_name, nullif(concat_ws(' ', p.first_name, p.last_name), '')) AS "toName",
       m.cc_addresses AS "ccAddresses", m.subject, m.html, m.text, m.queued_at AS "queuedAt", m.not_before AS "notBefore",
       coalesce(m.sent_at, m.sending_at) AS "sentAt", m.server_answer AS "serverWords", m.first_opened_at AS "openedAt",
       b.from_name AS "fromName", b.address AS "mailboxAddress", u.name AS "userName", s.name AS "cadenceName"
     FROM messages m
     JOIN mailboxes b ON b.company_id = m.company_id AND b.id = m.mailbox_id
     LEFT JOIN prospects p ON p.company_id = m.company_id AND p.id = m.prospect_id
     LEFT JOIN memberships u ON u.company_id = m.company_id AND u.user_id = m.user_id
     LEFT JOIN sequences s ON s.company_id = m.company_id AND s.id = m.sequence_id
     WHERE m.company_id = $1 AND m.thread_id = $2 ORDER BY m.queued_at DESC LIMIT $3`,
    [companyId, threadId, most],
  )
  return rows
}

/** The Message-IDs of a thread's mails in the order in which they came and went, as their recipients see them. Served as above. */
export const messageIdsOf = async (tx: Queryable, { companyId, threadId }: Which): Promise<string[]> => {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM (
       SELECT coalesce(seen_message_id, message_id) AS id, sent_at AS at FROM messages
       WHERE company_id = $1 AND thread_id = $2 AND state = 'sent'
       UNION ALL
       SELECT message_key, received_at FROM received_mails WHERE company_id = $1 AND thread_id = $2 AND message_key LIKE '<%') AS mails
     ORDER BY at`,
    [companyId, threadId],
  )
  return rows.map(({ id }) => id)
}

/** The mail that is answered: this one, or the newest that came. Served by received_mails_thread. */
export const answeredMail = async (
  tx: Queryable,
  { companyId, threadId, receivedId }: Which & { receivedId: string | undefined },
): Promise<ReceivedRow | undefined> => {
  const { rows } = await tx.query<ReceivedRow>(
    `SELECT id, kind, mailbox_id AS "mailboxId", message_key AS "messageKey", from_name AS "fromName",
       from_address AS "fromAddress", subject, new_text AS "newText", text, html, details, received_at AS "receivedAt"
     FROM received_mails WHERE company_id = $1 AND thread_id = $2 AND ($3::text IS NULL OR id = $3)
     ORDER BY kind IN ('reply', 'unsubscribe', 'auto_reply', 'complaint') DESC, received_at DESC LIMIT 1`,
    [companyId, threadId, receivedId ?? null],
  )
  return rows[0]
}

export type AnsweringThread = {
  mailboxId: string
  mailboxUserId: string
  mailboxAddress: string
  prospectId: string
  prospectEmail: string
  prospectName: string | null
  assigneeId: string | null
  subject: string
  zone: string
}

/** Locks the thread. Served by primary keys. */
export const lockForAnswer = async (
  tx: Queryable,
  { companyId, threadId }: Which,
): Promise<AnsweringThread | undefined> => {
  const { rows } = await tx.query<AnsweringThread>(
    `SELECT i.mailbox_id AS "mailboxId", b.user_id AS "mailboxUserId", b.address AS "mailboxAddress", b.zone,
       i.prospect_id AS "prospectId", p.email AS "prospectEmail",
       coalesce(p.full_name, nullif(concat_ws(' ', p.first_name, p.last_name), '')) AS "prospectName",
       i.assignee_id AS "assigneeId", i.subject
     FROM inbox_threads i
     JOIN prospects p ON p.company_id = i.company_id AND p.id = i.prospect_id
     JOIN mailboxes b ON b.company_id = i.company_id AND b.id = i.mailbox_id
     WHERE i.company_id = $1 AND i.id = $2 FOR NO KEY UPDATE OF i`,
    [companyId, threadId],
  )
  return rows[0]
}

/** Somebody answered from here: it is read, and done where he says so. The module's own table. */
export const noteAnswered = async (
  tx: Queryable,
  { companyId, threadId, at, done }: Which & { at: Date; done: boolean },
): Promise<void> => {
  await tx.query(
    `UPDATE inbox_threads SET answered_at = $3, unread = false, state = CASE WHEN $4 THEN 'done' ELSE state END,
       snoozed_until = CASE WHEN $4 THEN NULL ELSE snoozed_until END,
       sort_at = CASE WHEN $4 THEN last_at ELSE sort_at END
     WHERE company_id = $1 AND id = $2`,
    [companyId, threadId, at, done],
  )
}
