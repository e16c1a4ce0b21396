// Reads mailboxes, messages and memberships, which are other modules'.
import type { Queryable } from '#platform/db/index.ts'

/** How a mailbox does now: what holds it up, what waits, and how its last mails fared. */
export type MailboxNow = {
  id: string
  address: string
  userEmail: string
  state: 'running' | 'paused'
  pauseReason: string | null
  syncError: string | null
  /** When its folders were last read; null: never, or it cannot receive. */
  syncedAt: Date | null
  receives: boolean
  /** Mails whose time has come and that have not left. */
  waiting: number
  /** Since when the first of them waits. */
  waitingSince: Date | null
  /** Of its last mails that have their answer, at most `LAST_MAILS`. */
  last: {
    mails: number
    bounced: number
    refused: number
    replied: number
    /** Seconds between recording and sending: half of them took less, and 95 of 100. */
    medianWait: number | null
    longWait: number | null
  }
  /** Mails of which nobody knows whether they left. */
  uncertain: number
  /** The server's words when it last refused a mail. */
  lastRefusal: string | null
}

export const LAST_MAILS = 100

type Row = Omit<MailboxNow, 'last'> & MailboxNow['last']

/**
 * All mailboxes of a company or a user that were not removed. Served by messages_queued and, for each mailbox, the last hundred rows of
 * messages_mailbox_settled.
 */
export const mailboxesNow = async (
  db: Queryable,
  input: { companyId: string; userId?: string | undefined; now: Date },
): Promise<MailboxNow[]> => {
  const { rows } = await db.query<Row>(
    `SELECT b.id, b.address, b.state, o.email AS "userEmail", b.pause_reason AS "pauseReason", b.sync_error AS "syncError", b.synced_at AS "syncedAt",
       b.imap IS NOT NULL AS receives, q.waiting, q.since AS "waitingSince",
       l.mails, l.bounced, l.refused, l.replied, l.median_wait AS "medianWait", l.long_wait AS "longWait", l.refusal AS "lastRefusal",
       (SELECT count(*)::integer FROM messages u
        WHERE u.company_id = b.company_id AND u.state = 'uncertain' AND u.mailbox_id = b.id) AS uncertain
     FROM mailboxes b
     JOIN memberships o ON o.company_id = b.company_id AND o.user_id = b.user_id
     CROSS JOIN LATERAL (
       SELECT count(*)::integer AS waiting, min(m.not_before) AS since FROM messages m
       WHERE m.company_id = b.company_id AND m.mailbox_id = b.id AND m.state = 'queued' AND m.not_before <= $3) q
     CROSS JOIN LATERAL (
       SELECT count(*)::integer AS mails, count(bounced_at)::integer AS bounced, count(replied_at)::integer AS replied,
         (count(*) FILTER (WHERE state = 'refused'))::integer AS refused,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY wait) AS median_wait,
         percentile_cont(0.95) WITHIN GROUP (ORDER BY wait) AS long_wait,
         (array_agg(server_answer ORDER BY settled_at DESC) FILTER (WHERE state = 'refused'))[1] AS refusal
       FROM (
         SELECT m.state, m.bounced_at, m.replied_at, m.server_answer, m.settled_at,
           extract(epoch FROM m.sent_at - m.queued_at)::float8 AS wait
         FROM messages m
         WHERE m.company_id = b.company_id AND m.mailbox_id = b.id AND m.settled_at IS NOT NULL
         ORDER BY m.settled_at DESC LIMIT ${LAST_MAILS}) AS last) l
     WHERE b.company_id = $1 AND b.state <> 'removed' AND ($2::text IS NULL OR b.user_id = $2)
     ORDER BY b.address, b.id`,
    [input.companyId, input.userId ?? null, input.now],
  )
  return rows.map(({ mails, bounced, refused, replied, medianWait, longWait, ...mailbox }) => ({
    ...mailbox,
    last: { mails, bounced, refused, replied, medianWait, longWait },
  }))
}
