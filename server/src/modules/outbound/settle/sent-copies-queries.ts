// The module's own table is messages; these also read mailboxes (who keeps copies) and prospects (name).
import type { Queryable } from '#platform/db/index.ts'
import type { WhichMailbox } from '../outbound-deps.ts'
import { type DueMail, MAIL_COLUMNS } from '../send/due-mails.ts'

/** The first mail that a mailbox sent. */
export type FirstSent = WhichMailbox & { id: string; messageId: string }

/**
 * The mailboxes of all companies of which nobody knows yet who keeps copies, and that sent something before a moment, each with its first
 * mail. There are few mailboxes; the mail is the first entry of messages_mailbox_settled.
 */
export const mailsOfUnknownCopies = async (
  tx: Queryable,
  { before }: { before: Date },
): Promise<FirstSent[]> => {
  const { rows } = await tx.query<FirstSent>(
    `SELECT m.company_id AS "companyId", m.mailbox_id AS "mailboxId", m.id, m.message_id AS "messageId"
     FROM mailboxes b JOIN messages m ON m.company_id = b.company_id AND m.id = (
       SELECT f.id FROM messages f WHERE f.company_id = b.company_id AND f.mailbox_id = b.id AND f.settled_at IS NOT NULL
         AND f.state = 'sent' ORDER BY f.settled_at LIMIT 1)
     WHERE b.sent_copies = 'unknown' AND b.imap IS NOT NULL AND b.state <> 'removed' AND m.sent_at <= $1
     ORDER BY 1, 2`,
    [before],
  )
  return rows
}

/** What a mailbox sent first, oldest first. Served by messages_mailbox_settled. */
export const sentMailsOf = async (
  tx: Queryable,
  { companyId, mailboxId, most }: WhichMailbox & { most: number },
): Promise<(DueMail & { sentAt: Date })[]> => {
  const { rows } = await tx.query<DueMail & { sentAt: Date }>(
    `SELECT ${MAIL_COLUMNS}, m.sent_at AS "sentAt" FROM messages m
     LEFT JOIN prospects p ON p.company_id = m.company_id AND p.id = m.prospect_id
     WHERE m.company_id = $1 AND m.mailbox_id = $2 AND m.settled_at IS NOT NULL AND m.state = 'sent'
     ORDER BY m.settled_at LIMIT $3`,
    [companyId, mailboxId, most],
  )
  return rows
}
