// The module's own table is messages; these also read sequences and mailboxes (state), mailbox_leases, sending_holds and prospects (name).
import type { Queryable } from '#platform/db/index.ts'
import { type MessageReferences, REFERENCE_COLUMNS } from '../message.ts'
import type { WhichMailbox } from '../outbound-deps.ts'

/** A queued mail with all that is needed to write it. */
export type DueMail = MessageReferences & {
  messageId: string
  toAddress: string
  toName: string | null
  ccAddresses: string[]
  subject: string
  html: string
  text: string
  inReplyTo: string | null
  referenceIds: string[]
  listUnsubscribe: boolean
  queuedAt: Date
  notBefore: Date
  /** It does not begin to leave at this moment or later; null: at any hour. */
  sendBefore: Date | null
  attempts: number
}

/** The columns of `DueMail`, of `messages m` and `prospects p` (left joined). */
export const MAIL_COLUMNS = `${REFERENCE_COLUMNS}, m.message_id AS "messageId", m.to_address AS "toAddress",
  coalesce(m.to_name, p.full_name, nullif(concat_ws(' ', p.first_name, p.last_name), '')) AS "toName",
  m.cc_addresses AS "ccAddresses",
  m.subject, m.html, m.text, m.in_reply_to AS "inReplyTo", m.reference_ids AS "referenceIds",
  m.list_unsubscribe AS "listUnsubscribe", m.queued_at AS "queuedAt", m.not_before AS "notBefore",
  m.send_before AS "sendBefore", m.attempts`

const LIVE = `(m.sequence_id IS NULL OR EXISTS
  (SELECT FROM sequences s WHERE s.company_id = m.company_id AND s.id = m.sequence_id AND s.state = 'live'))`

/**
 * The running mailboxes of all companies that have something to send now and are not another process's. Queued mails are few: the
 * dispatcher records no more than can leave soon. They are read through (messages_queued).
 */
export const mailboxesWithDueMail = async (
  tx: Queryable,
  { now, processId }: { now: Date; processId: string },
): Promise<WhichMailbox[]> => {
  const { rows } = await tx.query<WhichMailbox>(
    `SELECT DISTINCT m.company_id AS "companyId", m.mailbox_id AS "mailboxId" FROM messages m
     JOIN mailboxes b ON b.company_id = m.company_id AND b.id = m.mailbox_id AND b.state = 'running'
     LEFT JOIN mailbox_leases l ON l.company_id = m.company_id AND l.mailbox_id = m.mailbox_id AND l.purpose = 'send'
     WHERE m.state = 'queued' AND m.not_before <= $1 AND ${LIVE}
       AND (l.lease_until IS NULL OR l.lease_until <= $1 OR l.process_id = $2)
       AND m.company_id <> ALL (ARRAY(SELECT h.company_id FROM sending_holds h WHERE h.confirmed_at IS NULL))
     ORDER BY 1, 2`,
    [now, processId],
  )
  return rows
}

/**
 * The mails of some mailboxes that are to leave next, at most `most` of each: mails of no sequence first, for somebody waits for them.
 * Locks nothing: `markSending` decides. Served by messages_queued.
 */
export const dueMails = async (
  tx: Queryable,
  input: { companyId: string; mailboxIds: readonly string[]; now: Date; most: number },
): Promise<DueMail[]> => {
  const { rows } = await tx.query<DueMail>(
    `WITH due AS (
       SELECT m.id, row_number() OVER (PARTITION BY m.mailbox_id ORDER BY m.kind = 'sequence', m.not_before, m.id) AS place
       FROM messages m
       WHERE m.company_id = $1 AND m.mailbox_id = ANY($2) AND m.state = 'queued' AND m.not_before <= $3 AND ${LIVE})
     SELECT ${MAIL_COLUMNS} FROM due JOIN messages m ON m.company_id = $1 AND m.id = due.id
     LEFT JOIN prospects p ON p.company_id = m.company_id AND p.id = m.prospect_id
     WHERE due.place <= $4 ORDER BY due.place, m.id`,
    [input.companyId, input.mailboxIds, input.now, input.most],
  )
  return rows
}

/** When the next mail that waits for another attempt is due, over all companies. Reads the queued mails through, as above. */
export const nextAttemptAt = async (tx: Queryable, now: Date): Promise<Date | null> => {
  const { rows } = await tx.query<{ at: Date | null }>(
    `SELECT min(m.not_before) AS at FROM messages m
     JOIN mailboxes b ON b.company_id = m.company_id AND b.id = m.mailbox_id AND b.state = 'running'
     WHERE m.state = 'queued' AND m.not_before > $1 AND ${LIVE}`,
    [now],
  )
  return rows[0]?.at ?? null
}
