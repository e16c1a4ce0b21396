import type { Queryable } from '#platform/db/index.ts'
import { type MessageReferences, REFERENCE_COLUMNS } from '../message.ts'

type Which = { companyId: string; messageId: string }

/** The first answer or bounce of a mail; null when it had one already, or there is no such mail. Served by the primary key. */
export const markAnswered = async (
  tx: Queryable,
  { companyId, messageId, what, at }: Which & { what: 'replied' | 'bounced'; at: Date },
): Promise<MessageReferences | null> => {
  const column = what === 'replied' ? 'replied_at' : 'bounced_at'
  const { rows } = await tx.query<MessageReferences>(
    `UPDATE messages m SET ${column} = $3 WHERE m.company_id = $1 AND m.id = $2 AND m.${column} IS NULL
     RETURNING ${REFERENCE_COLUMNS}`,
    [companyId, messageId, at],
  )
  return rows[0] ?? null
}

/** The first time that a human opened a mail, or clicked in it. */
export const markEngaged = async (
  tx: Queryable,
  { companyId, messageId, what, at }: Which & { what: 'opened' | 'clicked'; at: Date },
): Promise<void> => {
  const column = what === 'opened' ? 'first_opened_at' : 'first_clicked_at'
  await tx.query(
    `UPDATE messages SET ${column} = $3 WHERE company_id = $1 AND id = $2 AND ${column} IS NULL`,
    [companyId, messageId, at],
  )
}

/** The Message-IDs of a mail that a mailbox sent: ours, and the one that recipients see if it is known to be another; null without it. */
export const messageIdsOf = async (
  tx: Queryable,
  { companyId, messageId, mailboxId }: Which & { mailboxId: string },
): Promise<{ ours: string; seen: string | null } | null> => {
  const { rows } = await tx.query<{ ours: string; seen: string | null }>(
    `SELECT message_id AS ours, seen_message_id AS seen FROM messages
     WHERE company_id = $1 AND id = $2 AND mailbox_id = $3`,
    [companyId, messageId, mailboxId],
  )
  return rows[0] ?? null
}

export const rememberSeenId = async (
  tx: Queryable,
  { companyId, messageId, seenMessageId }: Which & { seenMessageId: string },
): Promise<void> => {
  await tx.query('UPDATE messages SET seen_message_id = $3 WHERE company_id = $1 AND id = $2', [
    companyId,
    messageId,
    seenMessageId,
  ])
}
