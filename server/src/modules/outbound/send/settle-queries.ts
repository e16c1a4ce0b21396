// The module's own table is messages, and the moment that threads were written in; also reads prospects (address).
import type { Queryable } from '#platform/db/index.ts'
import { inState, type MessageReferences, REFERENCE_COLUMNS, REFERENCE_NAMES } from '../message.ts'
import type { SendWindow } from '../outbound-deps.ts'

/** A mail that a server has taken: `at`, or when it was handed over. */
export type SentMail = { id: string; at?: Date; words?: string; seenMessageId?: string | null }

export type MarkedSent = MessageReferences & {
  sentAt: Date
  /** No mail of its enrolment was sent before. */
  isFirst: boolean
}

/**
 * Mails that were in one of these states are sent, and their threads were written in. Answers those that were, for only of them is anybody
 * told. Served by the primary keys, and messages_visit for whether a mail is its enrolment's first.
 */
export const markSent = async (
  tx: Queryable,
  input: {
    companyId: string
    sent: readonly SentMail[]
    from: readonly ('sending' | 'uncertain')[]
    now: Date
  },
): Promise<MarkedSent[]> => {
  const { sent } = input
  if (sent.length === 0) return []
  const { rows } = await tx.query<MarkedSent>(
    `WITH marked AS (
       UPDATE messages m SET state = 'sent', sent_at = coalesce(x.at, m.sending_at), settled_at = $3, server_answer = coalesce(x.words, m.server_answer),
         seen_message_id = coalesce(x.seen, m.seen_message_id)
       FROM unnest($2::text[], $4::timestamptz[], $5::text[], $6::text[]) AS x (id, at, words, seen)
       WHERE m.company_id = $1 AND m.id = x.id AND ${inState(...input.from)}
       RETURNING ${REFERENCE_COLUMNS}, m.thread_id, m.sent_at),
     threads_written AS (
       UPDATE threads t SET last_message_at = greatest(t.last_message_at, n.at)
       FROM (SELECT thread_id, max(sent_at) AS at FROM marked GROUP BY thread_id) AS n
       WHERE t.company_id = $1 AND t.id = n.thread_id)
     SELECT ${REFERENCE_NAMES}, sent_at AS "sentAt", kind = 'sequence' AND NOT EXISTS (
         SELECT FROM messages o WHERE o.company_id = $1 AND o.enrolment_id = marked."enrolmentId" AND o.kind = 'sequence'
           AND o.state <> 'cancelled' AND o.state = 'sent' AND o.id <> marked.id) AS "isFirst"
     FROM marked`,
    [
      input.companyId,
      sent.map(({ id }) => id),
      input.now,
      sent.map(({ at }) => at ?? null),
      sent.map(({ words }) => words ?? null),
      sent.map(({ seenMessageId }) => seenMessageId ?? null),
    ],
  )
  return rows
}

/** A mail of this process that did not leave: `at`, if it is to wait; `words`, if somebody said why. */
export type UnsentMail = { id: string; at: Date | null; words: string | null }

/** A queued mail that is to leave later than its delivery window ends. */
export type LateMail = { id: string; enrolmentId: string | null; notBefore: Date }

export type QueuedAgain = MessageReferences & { notBefore: Date; isLate: boolean }

/** Mails that were certainly not sent wait again. One with words counts as an attempt. Answers those that do. */
export const markQueuedAgain = async (
  tx: Queryable,
  { companyId, processId, unsent }: { companyId: string; processId: string; unsent: readonly UnsentMail[] },
): Promise<QueuedAgain[]> => {
  if (unsent.length === 0) return []
  const { rows } = await tx.query<QueuedAgain>(
    `UPDATE messages m SET state = 'queued', process_id = NULL, sending_at = NULL, not_before = coalesce(x.at, m.not_before),
       attempts = m.attempts + CASE WHEN x.words IS NULL THEN 0 ELSE 1 END, server_answer = coalesce(x.words, m.server_answer)
     FROM unnest($3::text[], $4::timestamptz[], $5::text[]) AS x (id, at, words)
     WHERE m.company_id = $1 AND m.id = x.id AND ${inState('sending', 'uncertain')} AND m.process_id = $2
     RETURNING ${REFERENCE_COLUMNS}, m.not_before AS "notBefore", ${IS_LATE} AS "isLate"`,
    [
      companyId,
      processId,
      unsent.map(({ id }) => id),
      unsent.map(({ at }) => at),
      unsent.map(({ words }) => words),
    ],
  )
  return rows
}

/** `toOther`: a person wrote to another address than his prospect's; what became of it says nothing of the prospect. */
export type MarkedRefused = MessageReferences & { toOther: boolean }

/** Mails refused for good because of their recipients. A hard one counts for the bounce guard. */
export const markRefused = async (
  tx: Queryable,
  input: { companyId: string; now: Date; refused: readonly { id: string; words: string; hard: boolean }[] },
): Promise<MarkedRefused[]> => {
  if (input.refused.length === 0) return []
  const { rows } = await tx.query<MarkedRefused>(
    `UPDATE messages m SET state = 'refused', settled_at = $2, server_answer = x.words, bounced_at = CASE WHEN x.hard THEN $2::timestamptz END
     FROM unnest($3::text[], $4::text[], $5::boolean[]) AS x (id, words, hard)
     WHERE m.company_id = $1 AND m.id = x.id AND ${inState('sending', 'uncertain')}
     RETURNING ${REFERENCE_COLUMNS}, ${TO_OTHER} AS "toOther"`,
    [
      input.companyId,
      input.now,
      input.refused.map(({ id }) => id),
      input.refused.map(({ words }) => words),
      input.refused.map(({ hard }) => hard),
    ],
  )
  return rows
}

/** Mails whose content was on its way when the connection ended; they are judged from `judgeAt` on. */
export const markUncertain = async (
  tx: Queryable,
  input: { companyId: string; judgeAt: Date; uncertain: readonly { id: string; words: string }[] },
): Promise<MessageReferences[]> => {
  if (input.uncertain.length === 0) return []
  const { rows } = await tx.query<MessageReferences>(
    `UPDATE messages m SET state = 'uncertain', server_answer = x.words, not_before = $2
     FROM unnest($3::text[], $4::text[]) AS x (id, words)
     WHERE m.company_id = $1 AND m.id = x.id AND ${inState('sending')}
     RETURNING ${REFERENCE_COLUMNS}`,
    [
      input.companyId,
      input.judgeAt,
      input.uncertain.map(({ id }) => id),
      input.uncertain.map(({ words }) => words),
    ],
  )
  return rows
}

/** Only people write to others than their prospects. */
const TO_OTHER = `m.kind = 'answer' AND NOT EXISTS (SELECT FROM prospects p
  WHERE p.company_id = m.company_id AND p.id = m.prospect_id AND lower(p.email) = lower(m.to_address))`

const IS_LATE = 'coalesce(m.send_before <= m.not_before, false)'

/** All that is queued for a mailbox waits, for the reason given. Answers what then misses its window. Served by messages_queued. */
export const delayMailbox = async (
  tx: Queryable,
  input: { companyId: string; mailboxId: string; until: Date; words: string },
): Promise<LateMail[]> => {
  const { rows } = await tx.query<LateMail & { isLate: boolean }>(
    `UPDATE messages m SET not_before = $3, server_answer = $4
     WHERE m.company_id = $1 AND m.mailbox_id = $2 AND m.state = 'queued' AND m.not_before < $3
     RETURNING m.id, m.enrolment_id AS "enrolmentId", m.not_before AS "notBefore", ${IS_LATE} AS "isLate"`,
    [input.companyId, input.mailboxId, input.until, input.words],
  )
  return rows.filter(({ isLate }) => isLate)
}

/** Queued mails wait for another delivery window. Served by the primary keys. */
export const moveMails = async (
  tx: Queryable,
  { companyId, moved }: { companyId: string; moved: readonly (SendWindow & { id: string })[] },
): Promise<void> => {
  if (moved.length === 0) return
  await tx.query(
    `UPDATE messages m SET not_before = x.not_before, send_before = x.send_before
     FROM unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) AS x (id, not_before, send_before)
     WHERE m.company_id = $1 AND m.id = x.id AND ${inState('queued')}`,
    [
      companyId,
      moved.map(({ id }) => id),
      moved.map(({ notBefore }) => notBefore),
      moved.map(({ sendBefore }) => sendBefore),
    ],
  )
}

/** How many mails of a mailbox became uncertain since a moment. Served by messages_unsettled. */
export const uncertainSince = async (
  tx: Queryable,
  { companyId, mailboxId, since }: { companyId: string; mailboxId: string; since: Date },
): Promise<number> => {
  const { rows } = await tx.query<{ mails: number }>(
    `SELECT count(*)::integer AS mails FROM messages
     WHERE company_id = $1 AND state IN ('sending', 'uncertain') AND sending_at >= $3 AND mailbox_id = $2 AND state = 'uncertain'`,
    [companyId, mailboxId, since],
  )
  return rows[0]?.mails ?? 0
}

/** A mail that waits was to leave, and no connection could be had. */
export const countAttempt = async (
  tx: Queryable,
  { companyId, id }: { companyId: string; id: string },
): Promise<void> => {
  await tx.query(
    `UPDATE messages m SET attempts = attempts + 1 WHERE m.company_id = $1 AND m.id = $2 AND ${inState('queued')}`,
    [companyId, id],
  )
}
