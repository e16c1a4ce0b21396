// Inbound's own table is received_mails.
import type { Queryable } from '#platform/db/index.ts'
import { storableJson } from './storable.ts'

export type ReceivedKind =
  | 'reply'
  | 'auto_reply'
  | 'bounce'
  | 'unsubscribe'
  | 'complaint'
  | 'own_answer'
  | 'delivery_notice'
  | 'automated'

export type ReceivedMail = {
  companyId: string
  id: string
  mailboxId: string
  messageKey: string
  folder: string
  uid: number
  kind: ReceivedKind
  matchedBy: 'message_id' | 'bounce_headers' | 'address' | 'token'
  threadId: string | null
  prospectId: string | null
  replyToId: string | null
  fromAddress: string
  fromName: string
  subject: string
  newText: string | null
  text: string | null
  html: string | null
  details: Record<string, unknown>
  mailedAt: Date | null
  receivedAt: Date
}

/**
 * Stores a received mail once per mailbox, whatever folders it stands in. Answers false when it was there already: then nothing else of it
 * may act again.
 */
export const storeReceivedMail = async (tx: Queryable, mail: ReceivedMail): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `INSERT INTO received_mails (company_id, id, mailbox_id, message_key, folder, uid, kind, matched_by, thread_id, prospect_id,
       reply_to_id, from_address, from_name, subject, new_text, text, html, details, mailed_at, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
     ON CONFLICT (company_id, mailbox_id, message_key) DO NOTHING`,
    [
      mail.companyId,
      mail.id,
      mail.mailboxId,
      mail.messageKey,
      mail.folder,
      mail.uid,
      mail.kind,
      mail.matchedBy,
      mail.threadId,
      mail.prospectId,
      mail.replyToId,
      mail.fromAddress,
      mail.fromName,
      mail.subject,
      mail.newText,
      mail.text,
      mail.html,
      storableJson(mail.details),
      mail.mailedAt,
      mail.receivedAt,
    ],
  )
  return rowCount === 1
}
