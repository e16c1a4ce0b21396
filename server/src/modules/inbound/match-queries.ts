// Reads messages, prospects, mailboxes and events, which are other modules'.
import type { Queryable } from '#platform/db/index.ts'

/** A mail of ours that a received one belongs to. */
export type OurMessage = {
  id: string
  mailboxId: string
  prospectId: string | null
  enrolmentId: string | null
  sequenceId: string | null
  stepId: string | null
  optionId: string | null
  threadId: string | null
  toAddress: string
  ccAddresses: string[]
  /** False for an answer that a person wrote to somebody else than his prospect. */
  toProspect: boolean
  /** When a server took it, or was given it and has not answered. */
  sentAt: Date | null
}

type OurMessageRow = {
  id: string
  mailbox_id: string
  prospect_id: string | null
  enrolment_id: string | null
  sequence_id: string | null
  step_id: string | null
  option_id: string | null
  thread_id: string | null
  to_address: string
  cc_addresses: string[]
  to_prospect: boolean
  sent_at: Date | null
}

const COLUMNS = `m.id, m.mailbox_id, m.prospect_id, m.enrolment_id, m.sequence_id, m.step_id, m.option_id, m.thread_id, m.to_address,
  m.cc_addresses, m.kind <> 'answer' OR EXISTS (SELECT FROM prospects q
    WHERE q.company_id = m.company_id AND q.id = m.prospect_id AND lower(q.email) = lower(m.to_address)) AS to_prospect,
  coalesce(m.sent_at, m.sending_at) AS sent_at`

const read = (row: OurMessageRow): OurMessage => ({
  id: row.id,
  mailboxId: row.mailbox_id,
  prospectId: row.prospect_id,
  enrolmentId: row.enrolment_id,
  sequenceId: row.sequence_id,
  stepId: row.step_id,
  optionId: row.option_id,
  threadId: row.thread_id,
  toAddress: row.to_address,
  ccAddresses: row.cc_addresses,
  toProspect: row.to_prospect,
  sentAt: row.sent_at,
})

/**
 * The newest mail of ours that bears one of these Message-IDs, ours or the one a server gave it. Two index probes per id
 * (messages_message_id, messages_seen_id).
 */
export const messageByMessageIds = async (
  tx: Queryable,
  { companyId, messageIds }: { companyId: string; messageIds: readonly string[] },
): Promise<OurMessage | null> => {
  if (messageIds.length === 0) return null
  const { rows } = await tx.query<OurMessageRow>(
    `SELECT ${COLUMNS} FROM messages m WHERE m.company_id = $1 AND m.message_id = ANY($2)
     UNION ALL
     SELECT ${COLUMNS} FROM messages m WHERE m.company_id = $1 AND m.seen_message_id = ANY($2)
     ORDER BY id DESC LIMIT 1`,
    [companyId, messageIds],
  )
  return rows[0] ? read(rows[0]) : null
}

/** A mail of ours by its own id, as our header bears it. */
export const messageById = async (
  tx: Queryable,
  { companyId, id }: { companyId: string; id: string },
): Promise<OurMessage | null> => {
  const { rows } = await tx.query<OurMessageRow>(
    `SELECT ${COLUMNS} FROM messages m WHERE m.company_id = $1 AND m.id = $2`,
    [companyId, id],
  )
  return rows[0] ? read(rows[0]) : null
}

/**
 * The newest mail that a mailbox sent to one of these addresses before `before`. Served by prospects' unique address and messages_prospect.
 */
export const lastMessageTo = async (
  tx: Queryable,
  {
    companyId,
    mailboxId,
    emailKeys,
    before,
  }: { companyId: string; mailboxId: string; emailKeys: readonly string[]; before: Date },
): Promise<OurMessage | null> => {
  if (emailKeys.length === 0) return null
  const { rows } = await tx.query<OurMessageRow>(
    `SELECT ${COLUMNS} FROM prospects p
     JOIN messages m ON m.company_id = p.company_id AND m.prospect_id = p.id
     WHERE p.company_id = $1 AND p.email_key = ANY($2) AND m.mailbox_id = $3 AND m.sent_at <= $4
     ORDER BY m.id DESC LIMIT 1`,
    [companyId, emailKeys, mailboxId, before],
  )
  return rows[0] ? read(rows[0]) : null
}

/** Whether an address is one of the company's own mailboxes. Served by mailboxes_address, and the primary key for removed ones. */
export const isOwnAddress = async (
  tx: Queryable,
  { companyId, addressKey }: { companyId: string; addressKey: string },
): Promise<boolean> => {
  const { rowCount } = await tx.query(
    'SELECT 1 FROM mailboxes WHERE company_id = $1 AND address_key = $2 LIMIT 1',
    [companyId, addressKey],
  )
  return rowCount > 0
}

/** Whether somebody has asked for no more mails by this one already. Index events_prospect. */
export const hasUnsubscribed = async (
  tx: Queryable,
  { companyId, prospectId, messageId }: { companyId: string; prospectId: string; messageId: string },
): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `SELECT 1 FROM events WHERE company_id = $1 AND prospect_id = $2 AND message_id = $3 AND kind = 'unsubscribed' LIMIT 1`,
    [companyId, prospectId, messageId],
  )
  return rowCount > 0
}
