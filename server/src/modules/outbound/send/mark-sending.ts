// The module's own table is messages; these also read and share-lock enrolments, prospects, sequences and mailboxes, and read suppressions
// and sending_holds.
import type { Queryable } from '#platform/db/index.ts'
import { inState } from '../message.ts'

type Input = { companyId: string; ids: readonly string[]; processId: string; now: Date }

/**
 * `queued → sending`, the one way in which a mail may begin to leave. The mail of a step goes only if its enrolment still has it in hand,
 * its prospect may be mailed at this address, its sequence and mailbox run, and its delivery window is open. All of these rows are share-locked: whoever stops one of
 * them has either done so, and is seen (PostgreSQL checks a row again after waiting for its lock), or waits until the mail is marked.
 * Suppressions reach the prospect's row in the transaction that writes them; the look at the table itself is for rows older than it.
 *
 * Answers the ids that were marked. Each row is looked up by its primary key: the same as a join took seven times as long to plan (7 ms) as
 * to run for a batch of twenty. CASE keeps the order of the locks: prospects before enrolments, as suppressions take them, these by id.
 */
export const markSending = async (tx: Queryable, input: Input): Promise<Set<string>> => {
  const { rows } = await tx.query<{ id: string }>(
    `WITH asked AS MATERIALIZED (
       SELECT m.id, m.enrolment_id, m.step_id, m.visit, m.prospect_id, m.to_address, m.sequence_id, m.mailbox_id FROM messages m
       WHERE m.company_id = $1 AND m.id = ANY($2) AND ${inState('queued')} AND m.not_before <= $3 AND m.kind = 'sequence'
         AND (m.send_before IS NULL OR m.send_before > $3) AND ${NOT_HELD}
       ORDER BY m.enrolment_id),
     allowed AS MATERIALIZED (
       SELECT m.id FROM asked m WHERE CASE
         WHEN NOT EXISTS (${MAILABLE} AND p.email = m.to_address FOR SHARE) THEN false
         WHEN NOT EXISTS (SELECT FROM enrolments e WHERE e.company_id = $1 AND e.id = m.enrolment_id
           AND e.phase = 'mail_in_hand' AND e.step_id = m.step_id AND e.visit = m.visit FOR SHARE) THEN false
         WHEN NOT EXISTS (SELECT FROM sequences s WHERE s.company_id = $1 AND s.id = m.sequence_id AND s.state = 'live' FOR SHARE)
           THEN false
         ELSE EXISTS (${RUNNING} FOR SHARE) END)
     ${MARK}`,
    [input.companyId, input.ids, input.now, input.processId],
  )
  return new Set(rows.map(({ id }) => id))
}

/** The same for mails of no sequence: the mailbox runs, and whoever they go to as a prospect may be mailed. */
export const markOneOffsSending = async (tx: Queryable, input: Input): Promise<Set<string>> => {
  const { rows } = await tx.query<{ id: string }>(
    `WITH asked AS MATERIALIZED (
       SELECT m.id, m.prospect_id, m.mailbox_id FROM messages m
       WHERE m.company_id = $1 AND m.id = ANY($2) AND ${inState('queued')} AND m.not_before <= $3 AND m.kind <> 'sequence' AND ${NOT_HELD}
       ORDER BY m.id),
     allowed AS MATERIALIZED (
       SELECT m.id FROM asked m WHERE CASE
         WHEN m.prospect_id IS NOT NULL AND NOT EXISTS (${MAILABLE} FOR SHARE) THEN false
         ELSE EXISTS (${RUNNING} FOR SHARE) END)
     ${MARK}`,
    [input.companyId, input.ids, input.now, input.processId],
  )
  return new Set(rows.map(({ id }) => id))
}

/** After a restore nothing leaves until somebody confirms. Asked once a statement. */
const NOT_HELD = `NOT EXISTS (SELECT FROM sending_holds h WHERE h.company_id = $1 AND h.confirmed_at IS NULL)`

const MAILABLE = `SELECT FROM prospects p WHERE p.company_id = $1 AND p.id = m.prospect_id AND p.suppressed_by IS NULL
  AND NOT EXISTS (SELECT FROM suppressions x WHERE x.company_id = $1 AND x.kind = 'address' AND x.value = p.email_key)
  AND NOT EXISTS (SELECT FROM suppressions x WHERE x.company_id = $1 AND x.kind = 'domain' AND x.value = p.domain)`

const RUNNING = `SELECT FROM mailboxes b WHERE b.company_id = $1 AND b.id = m.mailbox_id AND b.state = 'running'`

const MARK = `UPDATE messages m SET state = 'sending', process_id = $4, sending_at = $3
  FROM allowed WHERE m.company_id = $1 AND m.id = allowed.id AND ${inState('queued')} RETURNING m.id`
