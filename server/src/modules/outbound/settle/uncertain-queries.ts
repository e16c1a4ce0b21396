// The module's own table is messages; these also read processes (leases), received_mails (answers) and events (visits).
import type { Queryable } from '#platform/db/index.ts'
import { inState, type MessageReferences, REFERENCE_COLUMNS } from '../message.ts'

/** Mails marked `sending` by a process that is gone, or for too long by any, over all companies. Served by messages_unsettled. */
export const abandonedMails = async (
  tx: Queryable,
  { now, before }: { now: Date; before: Date },
): Promise<{ companyId: string; id: string }[]> => {
  const { rows } = await tx.query<{ companyId: string; id: string }>(
    `SELECT m.company_id AS "companyId", m.id FROM messages m LEFT JOIN processes p ON p.id = m.process_id
     WHERE m.state IN ('sending', 'uncertain') AND m.state = 'sending'
       AND (p.lease_until IS NULL OR p.lease_until <= $1 OR m.sending_at <= $2)`,
    [now, before],
  )
  return rows
}

/** Nobody knows of these whether they were sent: they are judged from `after` past the moment they were handed over. */
export const markAbandoned = async (
  tx: Queryable,
  input: { companyId: string; ids: readonly string[]; words: string; afterMilliseconds: number },
): Promise<MessageReferences[]> => {
  const { rows } = await tx.query<MessageReferences>(
    `UPDATE messages m SET state = 'uncertain', server_answer = $3,
       not_before = m.sending_at + make_interval(secs => $4::float8 / 1000)
     WHERE m.company_id = $1 AND m.id = ANY($2) AND ${inState('sending')}
     RETURNING ${REFERENCE_COLUMNS}`,
    [input.companyId, input.ids, input.words, input.afterMilliseconds],
  )
  return rows
}

/** An uncertain mail with what is known of it here. */
export type UncertainRow = MessageReferences & {
  companyId: string
  messageId: string
  sendingAt: Date
  /** An answer, a bounce, an opening or a click of it came, also by a machine. */
  isProven: boolean
}

/**
 * Uncertain mails whose judgement is due, over all companies. Served by messages_unsettled; answers by received_mails_thread, visits by
 * events_prospect. A visit settles an uncertain mail by itself: looked for are those that came while it was still being sent.
 */
export const mailsToJudge = async (
  tx: Queryable,
  { now, limit }: { now: Date; limit: number },
): Promise<UncertainRow[]> => {
  const { rows } = await tx.query<UncertainRow>(
    `SELECT ${REFERENCE_COLUMNS}, m.company_id AS "companyId", m.message_id AS "messageId", m.sending_at AS "sendingAt",
       (coalesce(m.replied_at, m.bounced_at, m.first_opened_at, m.first_clicked_at) IS NOT NULL
         OR EXISTS (SELECT FROM received_mails r WHERE r.company_id = m.company_id AND r.thread_id = m.thread_id AND r.reply_to_id = m.id)
         OR EXISTS (SELECT FROM events v WHERE v.company_id = m.company_id AND v.prospect_id = m.prospect_id
           AND v.occurred_at >= m.sending_at AND v.message_id = m.id AND v.kind IN ('opened', 'clicked')))
         AS "isProven"
     FROM messages m WHERE m.state IN ('sending', 'uncertain') AND m.state = 'uncertain' AND m.not_before <= $1
     ORDER BY m.not_before LIMIT $2`,
    [now, limit],
  )
  return rows
}

/** Looked for and not found, where that proves nothing: looked for again later. */
export const judgeAgainAt = async (
  tx: Queryable,
  input: { companyId: string; id: string; at: Date },
): Promise<void> => {
  await tx.query(
    `UPDATE messages m SET not_before = $3 WHERE m.company_id = $1 AND m.id = $2 AND ${inState('uncertain')}`,
    [input.companyId, input.id, input.at],
  )
}

/**
 * An uncertain mail was not sent. A step's is over, for its step is run anew; one of no sequence waits again as it is. Answers it, if it still
 * was uncertain.
 */
export const markUnsent = async (
  tx: Queryable,
  { companyId, id, now }: { companyId: string; id: string; now: Date },
): Promise<MessageReferences | null> => {
  const { rows } = await tx.query<MessageReferences>(
    `UPDATE messages m SET state = CASE WHEN m.kind = 'sequence' THEN 'cancelled' ELSE 'queued' END, process_id = NULL, not_before = $3
     WHERE m.company_id = $1 AND m.id = $2 AND ${inState('uncertain')} RETURNING ${REFERENCE_COLUMNS}`,
    [companyId, id, now],
  )
  return rows[0] ?? null
}
