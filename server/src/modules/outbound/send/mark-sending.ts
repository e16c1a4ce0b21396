// The module's own table is messages; this also reads and share-locks enrolments, prospects, sequences and mailboxes, and reads suppressions.
import type { Queryable } from '#platform/db/index.ts'

/**
 * `queued → sending`, the one way in which a mail may begin to leave. The mail of a step goes only if its enrolment still has it in hand,
 * its prospect may be mailed at this address, and its sequence and mailbox run. All of these rows are share-locked: whoever stops one of
 * them has either done so, and is seen (PostgreSQL checks a row again after waiting for its lock), or waits until the mail is marked.
 * Suppressions reach the prospect's row in the transaction that writes them; the look at the table itself is for rows older than it.
 *
 * Answers the ids that were marked. Locks in the order of enrolments, as stops do. Served by primary keys.
 */
export const markSending = async (
  tx: Queryable,
  input: { companyId: string; ids: readonly string[]; processId: string; now: Date },
): Promise<Set<string>> => {
  const { rows } = await tx.query<{ id: string }>(
    `WITH allowed AS MATERIALIZED (
       SELECT m.id FROM messages m
       JOIN enrolments e ON e.company_id = m.company_id AND e.id = m.enrolment_id
       JOIN prospects p ON p.company_id = m.company_id AND p.id = m.prospect_id
       JOIN sequences s ON s.company_id = m.company_id AND s.id = m.sequence_id
       JOIN mailboxes b ON b.company_id = m.company_id AND b.id = m.mailbox_id
       WHERE m.company_id = $1 AND m.id = ANY($2) AND m.state = 'queued' AND m.not_before <= $3 AND m.kind = 'sequence'
         AND e.phase = 'mail_in_hand' AND e.step_id = m.step_id AND e.visit = m.visit
         AND p.suppressed_by IS NULL AND p.email = m.to_address AND ${NOT_SUPPRESSED}
         AND s.state = 'live' AND b.state = 'running'
       ORDER BY e.id FOR SHARE OF e, p, s, b FOR NO KEY UPDATE OF m)
     ${MARK}`,
    [input.companyId, input.ids, input.now, input.processId],
  )
  return new Set(rows.map(({ id }) => id))
}

/** The same for mails of no sequence: the mailbox runs, and whoever they go to as a prospect may be mailed. */
export const markOneOffsSending = async (
  tx: Queryable,
  input: { companyId: string; ids: readonly string[]; processId: string; now: Date },
): Promise<Set<string>> => {
  const { rows } = await tx.query<{ id: string }>(
    `WITH allowed AS MATERIALIZED (
       SELECT m.id FROM messages m
       JOIN mailboxes b ON b.company_id = m.company_id AND b.id = m.mailbox_id
       WHERE m.company_id = $1 AND m.id = ANY($2) AND m.state = 'queued' AND m.not_before <= $3 AND m.kind <> 'sequence'
         AND b.state = 'running'
         AND (m.prospect_id IS NULL OR EXISTS (
           SELECT FROM prospects p WHERE p.company_id = m.company_id AND p.id = m.prospect_id
             AND p.suppressed_by IS NULL AND ${NOT_SUPPRESSED} FOR SHARE))
       ORDER BY m.id FOR SHARE OF b FOR NO KEY UPDATE OF m)
     ${MARK}`,
    [input.companyId, input.ids, input.now, input.processId],
  )
  return new Set(rows.map(({ id }) => id))
}

const NOT_SUPPRESSED = `NOT EXISTS (SELECT FROM suppressions x
    WHERE x.company_id = p.company_id AND x.kind = 'address' AND x.value = p.email_key)
  AND NOT EXISTS (SELECT FROM suppressions x WHERE x.company_id = p.company_id AND x.kind = 'domain' AND x.value = p.domain)`

const MARK = `UPDATE messages m SET state = 'sending', process_id = $4, sending_at = $3
  FROM allowed WHERE m.company_id = $1 AND m.id = allowed.id RETURNING m.id`
