// The module's own table is messages; also reads prospects and suppressions.
import type { SuppressionReason } from '#modules/prospects/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { inState, type MessageReferences, REFERENCE_COLUMNS } from '../message.ts'

/** Whether a prospect may be mailed at all: the reason against it, or null. Undefined when there is none of this id. */
export const prospectSuppression = async (
  tx: Queryable,
  { companyId, prospectId }: { companyId: string; prospectId: string },
): Promise<SuppressionReason | null | undefined> => {
  const { rows } = await tx.query<{ reason: SuppressionReason | null }>(
    `SELECT coalesce(p.suppressed_by,
       (SELECT x.reason FROM suppressions x WHERE x.company_id = $1 AND x.kind = 'address' AND x.value = p.email_key LIMIT 1),
       (SELECT x.reason FROM suppressions x WHERE x.company_id = $1 AND x.kind = 'domain' AND x.value = p.domain LIMIT 1)) AS reason
     FROM prospects p WHERE p.company_id = $1 AND p.id = $2`,
    [companyId, prospectId],
  )
  return rows[0]?.reason
}

/** The first of these addresses that nobody is to write to, and why. Served by the primary key of suppressions. */
export const suppressedAmong = async (
  tx: Queryable,
  { companyId, keys, domains }: { companyId: string; keys: readonly string[]; domains: readonly string[] },
): Promise<{ value: string; reason: SuppressionReason } | undefined> => {
  const { rows } = await tx.query<{ value: string; reason: SuppressionReason }>(
    `SELECT value, reason FROM suppressions WHERE company_id = $1 AND kind = 'address' AND value = ANY($2)
     UNION ALL
     SELECT value, reason FROM suppressions WHERE company_id = $1 AND kind = 'domain' AND value = ANY($3)
     LIMIT 1`,
    [companyId, keys, domains],
  )
  return rows[0]
}

/** A letter that has not begun to leave is taken back; nothing when it has, or is none. Served by the primary key. */
export const cancelQueuedLetter = async (
  tx: Queryable,
  { companyId, id }: { companyId: string; id: string },
): Promise<MessageReferences | undefined> => {
  const { rows } = await tx.query<MessageReferences>(
    `UPDATE messages m SET state = 'cancelled'
     WHERE m.company_id = $1 AND m.id = $2 AND m.kind IN ('answer', 'manual') AND ${inState('queued')}
     RETURNING ${REFERENCE_COLUMNS}`,
    [companyId, id],
  )
  return rows[0]
}
