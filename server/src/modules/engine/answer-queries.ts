// Reads prospects (domain); enrolments are the engine's own.
import type { Queryable } from '#platform/db/index.ts'

/**
 * Whom an answer concerns that was matched by the sender's address alone: those of his enrolments that have mailed him and are open or can be
 * resumed, and the one that began last of all that have mailed him, whatever became of it. Served by enrolments_prospect.
 */
export const enrolmentsThatMailed = async (
  tx: Queryable,
  input: { companyId: string; prospectId: string },
): Promise<string[]> => {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM (
       SELECT id, phase, resumable, max(id) OVER () AS newest FROM enrolments
       WHERE company_id = $1 AND prospect_id = $2 AND NOT first_mail) mailed
     WHERE phase <> 'ended' OR resumable OR id = newest`,
    [input.companyId, input.prospectId],
  )
  return rows.map((row) => row.id)
}

/** What runs, or could be resumed, of other prospects at a domain. Served by prospects_domain and enrolments_prospect. */
export const enrolmentsOfColleagues = async (
  tx: Queryable,
  input: { companyId: string; prospectId: string; domain: string },
): Promise<{ id: string; sequenceId: string }[]> => {
  const { rows } = await tx.query<{ id: string; sequence_id: string }>(
    `SELECT e.id, e.sequence_id FROM prospects p
     JOIN enrolments e ON e.company_id = p.company_id AND e.prospect_id = p.id
     WHERE p.company_id = $1 AND p.domain = $2 AND p.id <> $3 AND (e.phase <> 'ended' OR e.resumable)`,
    [input.companyId, input.domain, input.prospectId],
  )
  return rows.map((row) => ({ id: row.id, sequenceId: row.sequence_id }))
}
