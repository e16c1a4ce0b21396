import type { Queryable } from '#platform/db/index.ts'
import { strongerStatusSql } from './status.ts'

/**
 * Raises what is shown of prospects and notes the interaction; never lowers it. In the caller's transaction. It suppresses nobody:
 * see `suppressProspects` for hard bounces.
 */
export const markProspects = async (
  tx: Queryable,
  input: {
    companyId: string
    prospectIds: readonly string[]
    status: 'contacted' | 'replied' | 'bounced'
    at: Date
  },
): Promise<void> => {
  if (input.prospectIds.length === 0) return
  await tx.query(
    `WITH locked AS (
       SELECT id FROM prospects WHERE company_id = $1 AND id = ANY($2::text[]) ORDER BY email_key FOR NO KEY UPDATE
     )
     UPDATE prospects p SET status = ${strongerStatusSql('p.status', '$3')},
       last_interaction_at = greatest(p.last_interaction_at, $4::timestamptz),
       last_contacted_at = CASE WHEN $3 = 'contacted' THEN greatest(p.last_contacted_at, $4::timestamptz) ELSE p.last_contacted_at END
     FROM locked WHERE p.company_id = $1 AND p.id = locked.id`,
    [input.companyId, [...new Set(input.prospectIds)], input.status, input.at],
  )
}
