// Reads sequences, which is another module's.
import type { Queryable } from '#platform/db/index.ts'
import type { EnrolmentStatus } from './core/index.ts'

/**
 * How the prospect's newest active cadence stands, or, when none is active, null ("No active cadence"). Served by enrolments_prospect.
 */
export const cadenceStatusOf = async (
  db: Queryable,
  { companyId, prospectId }: { companyId: string; prospectId: string },
): Promise<EnrolmentStatus | null> => {
  const { rows } = await db.query<{ status: EnrolmentStatus }>(
    `SELECT e.status FROM enrolments e
     JOIN sequences s ON s.company_id = e.company_id AND s.id = e.sequence_id AND s.kind = 'cadence'
     WHERE e.company_id = $1 AND e.prospect_id = $2 AND e.phase <> 'ended'
     ORDER BY e.id DESC LIMIT 1`,
    [companyId, prospectId],
  )
  return rows[0]?.status ?? null
}
