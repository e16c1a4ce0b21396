// Reads prospects (domain); enrolments are the engine's own.
import type { Queryable } from '#platform/db/index.ts'

/** Open enrolments, in given sequences, of other prospects at a domain. Served by prospects_domain and enrolments_open. */
export const colleaguesUnderWay = async (
  tx: Queryable,
  input: { companyId: string; prospectId: string; domain: string; sequenceIds: readonly string[] },
): Promise<string[]> => {
  if (input.sequenceIds.length === 0) return []
  const { rows } = await tx.query<{ id: string }>(
    `SELECT e.id FROM prospects p
     JOIN enrolments e ON e.company_id = p.company_id AND e.prospect_id = p.id
     WHERE p.company_id = $1 AND p.domain = $2 AND p.id <> $3 AND e.sequence_id = ANY($4) AND e.phase <> 'ended'
     ORDER BY e.id`,
    [input.companyId, input.domain, input.prospectId, input.sequenceIds],
  )
  return rows.map((row) => row.id)
}
