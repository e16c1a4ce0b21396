import type { Queryable } from '#platform/db/index.ts'
import type { ProspectDeps } from './prospect-deps.ts'
import { statusFromEvents } from './queries.ts'
import {
  reasonOfRankSql,
  type SuppressionReason,
  statusOfRankSql,
  strongerStatusSql,
  suppressionRankSql,
} from './status.ts'
import { suppressedValue } from './suppress.ts'

/**
 * Takes one reason back. What else suppresses a prospect goes on doing so; where nothing does, his status is what mails and answers
 * made of him. Does nothing when there is no such suppression.
 */
export const unsuppress = async (
  deps: ProspectDeps,
  input: {
    companyId: string
    tx: Queryable
    kind: 'address' | 'domain'
    value: string
    reason: SuppressionReason
    userId?: string | undefined
  },
): Promise<{ prospectIds: string[] }> => {
  const { tx, companyId, kind, reason } = input
  const value = suppressedValue(kind, input.value)
  const { rowCount } = await tx.query(
    'DELETE FROM suppressions WHERE company_id = $1 AND kind = $2 AND value = $3 AND reason = $4',
    [companyId, kind, value, reason],
  )
  if (rowCount === 0) return { prospectIds: [] }
  // Locked first, so that the next statement sees every suppression that was written while we waited.
  const { rows } = await tx.query<{ id: string }>(
    `SELECT p.id FROM prospects p
     WHERE p.company_id = $1 AND ${kind === 'address' ? 'p.email_key' : 'p.domain'} = $2 ORDER BY p.email_key FOR NO KEY UPDATE`,
    [companyId, value],
  )
  const prospectIds = rows.map(({ id }) => id)
  if (prospectIds.length === 0) return { prospectIds }
  await restoreStatus(tx, companyId, prospectIds)
  const occurredAt = deps.clock.now()
  await deps.events.appendEvents(
    tx,
    companyId,
    prospectIds.map((prospectId) => ({
      kind: 'unsuppressed',
      occurredAt,
      prospectId,
      userId: input.userId,
      data: { reason, scope: kind, value },
    })),
  )
  return { prospectIds }
}

/** Sets status and suppressed_by of locked prospects from what is known of them. */
const restoreStatus = async (tx: Queryable, companyId: string, ids: readonly string[]): Promise<void> => {
  const reached = await statusFromEvents(tx, { companyId, prospectIds: ids })
  const rank = suppressionRankSql('p.email_key', 'p.domain')
  await tx.query(
    `UPDATE prospects p SET suppressed_by = ${reasonOfRankSql(rank)},
       status = ${strongerStatusSql('r.status', statusOfRankSql(rank))}
     FROM unnest($2::text[], $3::text[]) AS r(id, status)
     WHERE p.company_id = $1 AND p.id = r.id`,
    [companyId, ids, ids.map((id) => reached.get(id) ?? 'not_contacted')],
  )
}
