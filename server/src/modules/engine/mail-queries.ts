// Reads messages, which are outbound's, and sequences (state).
import type { Queryable } from '#platform/db/index.ts'

/**
 * How many automatic mails these people were or will be sent since `since`, over all sequences. Served by messages_prospect.
 */
export const mailsSince = async (
  tx: Queryable,
  { companyId, prospectIds, since }: { companyId: string; prospectIds: readonly string[]; since: Date },
): Promise<Map<string, number>> => {
  const { rows } = await tx.query<{ prospect_id: string; mails: number }>(
    `SELECT prospect_id, count(*)::integer AS mails FROM messages
     WHERE company_id = $1 AND prospect_id = ANY($2) AND queued_at >= $3 AND kind = 'sequence'
       AND state IN ('queued', 'sending', 'sent', 'uncertain')
     GROUP BY prospect_id`,
    [companyId, prospectIds, since],
  )
  return new Map(rows.map((row) => [row.prospect_id, row.mails]))
}

/** Those enrolments whose mail is being sent or is uncertain. A stop cannot take such a mail back. Served by messages_visit. */
export const enrolmentsWithMailOut = async (
  tx: Queryable,
  companyId: string,
  enrolmentIds: readonly string[],
): Promise<Set<string>> => {
  const { rows } = await tx.query<{ enrolment_id: string }>(
    `SELECT DISTINCT enrolment_id FROM messages
     WHERE company_id = $1 AND enrolment_id = ANY($2) AND kind = 'sequence' AND state IN ('sending', 'uncertain')`,
    [companyId, enrolmentIds],
  )
  return new Set(rows.map((row) => row.enrolment_id))
}

/**
 * How many mails of each mailbox could leave now and have not: not those of a sequence that does not run, nor those that a server has put
 * off. A few rows of messages_queued, which holds only what is queued.
 */
export const mailsToLeave = async (
  tx: Queryable,
  { companyId, mailboxIds, now }: { companyId: string; mailboxIds: readonly string[]; now: Date },
): Promise<Map<string, number>> => {
  if (mailboxIds.length === 0) return new Map()
  const { rows } = await tx.query<{ mailbox_id: string; mails: number }>(
    `SELECT q.mailbox_id, count(*)::integer AS mails FROM messages q
     LEFT JOIN sequences s ON s.company_id = q.company_id AND s.id = q.sequence_id
     WHERE q.company_id = $1 AND q.mailbox_id = ANY($2) AND q.state = 'queued' AND q.not_before <= $3
       AND (q.sequence_id IS NULL OR s.state = 'live')
     GROUP BY q.mailbox_id`,
    [companyId, mailboxIds, now],
  )
  return new Map(rows.map((row) => [row.mailbox_id, row.mails]))
}
