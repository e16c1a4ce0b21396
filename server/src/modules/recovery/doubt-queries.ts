// What may have left after a backup. These read lane_entries, enrolments, prospects and sequences, mailboxes, and messages.
import type { Queryable } from '#platform/db/index.ts'

/** Somebody whose next step became due: the installation that made the backup may have sent it. */
export type DueProspect = { prospectId: string; email: string; sequence: string; dueAt: Date }

/** Everybody due in a lane of a mailbox. The company's entries of lane_entries_lane are read through, once in a recovery. */
export const countDue = async (
  tx: Queryable,
  { companyId, now }: { companyId: string; now: Date },
): Promise<number> => {
  const { rows } = await tx.query<{ due: number }>(
    `SELECT count(*) AS due FROM lane_entries WHERE company_id = $1 AND mailbox_id <> '' AND due_at <= $2`,
    [companyId, now],
  )
  return rows[0]?.due ?? 0
}

/** The same, the first of them in the order in which they are due, with their names. */
export const dueProspects = async (
  tx: Queryable,
  { companyId, now, limit }: { companyId: string; now: Date; limit: number },
): Promise<DueProspect[]> => {
  const { rows } = await tx.query<DueProspect>(
    `SELECT p.id AS "prospectId", p.email, s.name AS sequence, q.due_at AS "dueAt" FROM (
       SELECT * FROM lane_entries WHERE company_id = $1 AND mailbox_id <> '' AND due_at <= $2
       ORDER BY due_at, enrolment_id LIMIT $3) q
     JOIN enrolments e ON e.company_id = q.company_id AND e.id = q.enrolment_id
     JOIN prospects p ON p.company_id = e.company_id AND p.id = e.prospect_id
     JOIN sequences s ON s.company_id = e.company_id AND s.id = e.sequence_id
     ORDER BY q.due_at, q.enrolment_id`,
    [companyId, now, limit],
  )
  return rows
}

/** The mails that were in hand; served by messages_unsettled. */
export const countUncertain = async (tx: Queryable, companyId: string): Promise<number> => {
  const { rows } = await tx.query<{ uncertain: number }>(
    `SELECT count(*) AS uncertain FROM messages WHERE company_id = $1 AND state IN ('sending', 'uncertain')`,
    [companyId],
  )
  return rows[0]?.uncertain ?? 0
}

/** Mailboxes that may have sent, with whether they can be looked into. */
export const sendingMailboxes = async (
  tx: Queryable,
  companyId: string,
): Promise<{ mailboxId: string; address: string; hasImap: boolean }[]> => {
  const { rows } = await tx.query<{ mailboxId: string; address: string; hasImap: boolean }>(
    `SELECT id AS "mailboxId", address, imap IS NOT NULL AS "hasImap" FROM mailboxes
     WHERE company_id = $1 AND state <> 'removed' ORDER BY id`,
    [companyId],
  )
  return rows
}

/** Of these ids of mails, those that nobody here knows. Served by the primary key. */
export const unknownMails = async (
  tx: Queryable,
  { companyId, ids }: { companyId: string; ids: readonly string[] },
): Promise<Set<string>> => {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT found.id FROM unnest($2::text[]) AS found (id)
     WHERE NOT EXISTS (SELECT FROM messages m WHERE m.company_id = $1 AND m.id = found.id)`,
    [companyId, ids],
  )
  return new Set(rows.map(({ id }) => id))
}
