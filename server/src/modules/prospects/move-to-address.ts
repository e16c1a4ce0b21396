import type { Queryable } from '#platform/db/index.ts'
import type { Address } from './address.ts'
import type { ProspectDeps } from './prospect-deps.ts'
import {
  reasonOfRankSql,
  type SuppressionReason,
  statusOfRankSql,
  strongerStatusSql,
  suppressionRankSql,
} from './status.ts'

/**
 * What suppressed a prospect's old address suppresses the new one too, and the old one stays suppressed for whoever has it next. Called
 * once the prospect, locked by the caller, bears its new address.
 */
export const moveToAddress = async (
  deps: ProspectDeps,
  tx: Queryable,
  { companyId, prospectId, from, to }: { companyId: string; prospectId: string; from: string; to: Address },
): Promise<void> => {
  await tx.query(
    `INSERT INTO suppressions (company_id, kind, value, reason, source, detail, created_at)
     SELECT company_id, kind, $3, reason, source, detail, created_at FROM suppressions
     WHERE company_id = $1 AND kind = 'address' AND value = $2
     ON CONFLICT DO NOTHING`,
    [companyId, from, to.key],
  )
  const rank = suppressionRankSql('p.email_key', 'p.domain')
  const { rows } = await tx.query<{ reason: SuppressionReason | null }>(
    `UPDATE prospects p SET suppressed_by = ${reasonOfRankSql(rank)},
       status = ${strongerStatusSql('p.status', statusOfRankSql(rank))}
     WHERE p.company_id = $1 AND p.id = $2
     RETURNING p.suppressed_by AS reason`,
    [companyId, prospectId],
  )
  const reason = rows[0]?.reason
  if (reason) await deps.ports.onSuppressed(tx, { companyId, prospectIds: [prospectId], reason })
}
