// The engine's own tables are enrolments, lanes and lane_entries. Also reads sequences (state), prospects and mailboxes (zone), and messages
// (what is queued).
import type { Queryable } from '#platform/db/index.ts'
import {
  ENROLMENT_COLUMNS,
  type EnrolmentRow,
  readEnrolment,
  type StoredEnrolment,
} from '../stored-enrolment.ts'

/**
 * Who waits for these mailboxes, now or after a task or a wait, in sequences that run or in the one that is asked about: the first of each end
 * of each lane. Served by lanes_mailbox and lane_entries_lane; 10,000 out of 100,000 take 0.3 s. OFFSET 0 as in `mailboxHeads`.
 */
export const waitingEnrolments = async (
  tx: Queryable,
  {
    companyId,
    sequenceId,
    mailboxIds,
    most,
  }: { companyId: string; sequenceId: string; mailboxIds: readonly string[]; most: number },
): Promise<{ enrolments: StoredEnrolment[]; areAll: boolean }> => {
  const { rows } = await tx.query<EnrolmentRow & { place: number; limited: number }>(
    `WITH sequence AS MATERIALIZED (
       SELECT DISTINCT l.sequence_id FROM lanes l
       JOIN sequences s ON s.company_id = l.company_id AND s.id = l.sequence_id
       WHERE l.company_id = $1 AND l.mailbox_id = ANY($2) AND (s.state = 'live' OR s.id = $3)),
     lane AS MATERIALIZED (
       SELECT l.sequence_id, l.mailbox_id FROM sequence s
       JOIN lanes l ON l.company_id = $1 AND l.sequence_id = s.sequence_id AND (l.mailbox_id = '' OR l.mailbox_id = ANY($2))),
     most AS MATERIALIZED (SELECT greatest(100, $4::integer / greatest(1, 2 * count(*))) AS heads FROM lane)
     SELECT ${ENROLMENT_COLUMNS}, head.place, (SELECT heads FROM most) AS limited
     FROM lane l
     CROSS JOIN (VALUES (false), (true)) AS part(first_mail)
     CROSS JOIN LATERAL (
       SELECT q.enrolment_id AS id, row_number() OVER (ORDER BY q.due_at, q.enrolment_id) AS place FROM lane_entries q
       WHERE q.company_id = $1 AND q.sequence_id = l.sequence_id AND q.mailbox_id = l.mailbox_id
         AND q.first_mail = part.first_mail
       ORDER BY q.due_at, q.enrolment_id LIMIT (SELECT heads FROM most)) head
     CROSS JOIN LATERAL (SELECT * FROM enrolments e WHERE e.company_id = $1 AND e.id = head.id OFFSET 0) e
     CROSS JOIN LATERAL (SELECT * FROM prospects p WHERE p.company_id = $1 AND p.id = e.prospect_id OFFSET 0) p
     LEFT JOIN mailboxes m ON m.company_id = $1 AND m.id = e.mailbox_id
     WHERE e.mailbox_id = ANY($2)
     ORDER BY e.id`,
    [companyId, mailboxIds, sequenceId, most],
  )
  return {
    enrolments: rows.map(readEnrolment),
    areAll: rows.every(({ place, limited }) => place < limited),
  }
}

/**
 * Those whose mail is recorded and waits to leave one of these mailboxes, with the moment from which it may: few, for mails are recorded as
 * slots come. Served by messages_queued, which holds only what is queued, and the primary keys.
 */
export const enrolmentsWithMailQueued = async (
  tx: Queryable,
  {
    companyId,
    sequenceId,
    mailboxIds,
    most,
  }: { companyId: string; sequenceId: string; mailboxIds: readonly string[]; most: number },
): Promise<(StoredEnrolment & { notBefore: Date })[]> => {
  const { rows } = await tx.query<EnrolmentRow & { not_before: Date }>(
    `SELECT ${ENROLMENT_COLUMNS}, q.not_before
     FROM messages q
     JOIN enrolments e ON e.company_id = $1 AND e.id = q.enrolment_id AND e.phase = 'mail_in_hand'
     JOIN sequences s ON s.company_id = $1 AND s.id = e.sequence_id AND (s.state = 'live' OR s.id = $3)
     JOIN prospects p ON p.company_id = $1 AND p.id = e.prospect_id
     LEFT JOIN mailboxes m ON m.company_id = $1 AND m.id = e.mailbox_id
     WHERE q.company_id = $1 AND q.mailbox_id = ANY($2) AND q.state = 'queued' AND q.kind = 'sequence'
     ORDER BY e.id LIMIT $4`,
    [companyId, mailboxIds, sequenceId, most],
  )
  return rows.map((row) => ({ ...readEnrolment(row), notBefore: row.not_before }))
}

/** The sequences that run and have lanes in these mailboxes. Served by lanes_mailbox. */
export const sequencesOfMailboxes = async (
  tx: Queryable,
  { companyId, mailboxIds }: { companyId: string; mailboxIds: readonly string[] },
): Promise<string[]> => {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT DISTINCT s.id FROM lanes l
     JOIN sequences s ON s.company_id = l.company_id AND s.id = l.sequence_id AND s.state = 'live'
     WHERE l.company_id = $1 AND l.mailbox_id = ANY($2)`,
    [companyId, mailboxIds],
  )
  return rows.map(({ id }) => id)
}

/** The mailboxes in which somebody waits for the first mail of one of these sequences. Served by the keys of lanes and lane_entries. */
export const mailboxesOfSequences = async (
  tx: Queryable,
  { companyId, sequenceIds }: { companyId: string; sequenceIds: readonly string[] },
): Promise<string[]> => {
  if (sequenceIds.length === 0) return []
  const { rows } = await tx.query<{ id: string }>(
    `SELECT DISTINCT l.mailbox_id AS id FROM lanes l
     WHERE l.company_id = $1 AND l.sequence_id = ANY($2) AND l.mailbox_id <> '' AND EXISTS (
       SELECT FROM lane_entries q WHERE q.company_id = $1 AND q.sequence_id = l.sequence_id AND q.mailbox_id = l.mailbox_id
         AND q.first_mail)`,
    [companyId, sequenceIds],
  )
  return rows.map(({ id }) => id)
}

/** Addresses and names of a few prospects. Served by the primary key. */
export const peopleById = async (
  tx: Queryable,
  { companyId, prospectIds }: { companyId: string; prospectIds: readonly string[] },
): Promise<Map<string, { email: string; name: string }>> => {
  const { rows } = await tx.query<{ id: string; email: string; name: string | null }>(
    `SELECT id, email, coalesce(full_name, nullif(concat_ws(' ', first_name, last_name), '')) AS name
     FROM prospects WHERE company_id = $1 AND id = ANY($2)`,
    [companyId, prospectIds],
  )
  return new Map(rows.map(({ id, email, name }) => [id, { email, name: name ?? '' }]))
}
