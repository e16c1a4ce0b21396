// All by the primary keys of bulk_actions and bulk_action_changes.
import type { Queryable } from '#platform/db/index.ts'
import type { BatchResult, BulkAction } from './bulk-action.ts'

type Which = { companyId: string; actionId: string }

export const insertAction = async (
  tx: Queryable,
  {
    companyId,
    ...row
  }: Pick<BulkAction, 'id' | 'userId' | 'action' | 'prospectIds' | 'filter' | 'ownOnly' | 'createdAt'> & {
    companyId: string
  },
): Promise<void> => {
  await tx.query(
    `INSERT INTO bulk_actions (company_id, id, user_id, action, prospect_ids, filter, own_only, state, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'running', $8)`,
    [
      ...[companyId, row.id, row.userId, JSON.stringify(row.action), row.prospectIds],
      ...[row.filter && JSON.stringify(row.filter), row.ownOnly, row.createdAt],
    ],
  )
}

/** With `lock`, for whoever goes on with it: only one does at a time. */
export const storedAction = async (
  db: Queryable,
  { companyId, actionId, lock = false }: Which & { lock?: boolean },
): Promise<BulkAction | undefined> => {
  const { rows } = await db.query<BulkAction>(
    `SELECT id, user_id AS "userId", action, prospect_ids AS "prospectIds", filter, own_only AS "ownOnly", state, error,
       after_id AS "afterId", seen, changed, refused, refusals, restored, created_at AS "createdAt",
       finished_at AS "finishedAt", undo_until AS "undoUntil"
     FROM bulk_actions WHERE company_id = $1 AND id = $2 ${lock ? 'FOR UPDATE' : ''}`,
    [companyId, actionId],
  )
  return rows[0]
}

/** Counts a batch and where it ended. */
export const storeBatch = async (
  tx: Queryable,
  {
    companyId,
    actionId,
    afterId,
    seen,
    result,
  }: Which & { afterId: string; seen: number; result: BatchResult },
): Promise<void> => {
  const refused = [...result.refusals.values()].reduce((sum, count) => sum + count, 0)
  await tx.query(
    `UPDATE bulk_actions SET after_id = $3, seen = seen + $4, changed = changed + $5, refused = refused + $6, refusals = (
       SELECT coalesce(jsonb_object_agg(reason, count), '{}') FROM (
         SELECT reason, sum(count::integer) AS count
         FROM (SELECT * FROM jsonb_each_text(refusals) UNION ALL SELECT * FROM unnest($7::text[], $8::text[])) AS r (reason, count)
         GROUP BY reason) AS summed)
     WHERE company_id = $1 AND id = $2`,
    [
      companyId,
      actionId,
      afterId,
      seen,
      result.changed,
      refused,
      [...result.refusals.keys()],
      [...result.refusals.values()],
    ],
  )
  if (result.befores.length === 0) return
  await tx.query(
    `INSERT INTO bulk_action_changes (company_id, action_id, prospect_id, before)
     SELECT $1, $2, * FROM unnest($3::text[], $4::jsonb[])`,
    [
      ...[companyId, actionId, result.befores.map(({ prospectId }) => prospectId)],
      result.befores.map(({ before }) => JSON.stringify(before)),
    ],
  )
}

export const storeState = async (
  tx: Queryable,
  {
    companyId,
    actionId,
    ...to
  }: Which & { state: BulkAction['state']; error?: string; at: Date | null; undoUntil?: Date | null },
): Promise<void> => {
  await tx.query(
    `UPDATE bulk_actions SET state = $3, error = $4, finished_at = coalesce($5, finished_at), undo_until = $6
     WHERE company_id = $1 AND id = $2`,
    [companyId, actionId, to.state, to.error ?? null, to.at, to.undoUntil ?? null],
  )
}

export type StoredChange = { prospectId: string; before: unknown }

/** Takes some of what an action found out of the table. */
export const takeChanges = async (
  tx: Queryable,
  { companyId, actionId, limit }: Which & { limit: number },
): Promise<StoredChange[]> => {
  const { rows } = await tx.query<StoredChange>(
    `DELETE FROM bulk_action_changes c WHERE c.company_id = $1 AND c.action_id = $2 AND c.prospect_id IN (
       SELECT prospect_id FROM bulk_action_changes WHERE company_id = $1 AND action_id = $2 ORDER BY prospect_id LIMIT $3)
     RETURNING c.prospect_id AS "prospectId", c.before`,
    [companyId, actionId, limit],
  )
  return rows
}

export const countRestored = async (
  tx: Queryable,
  { companyId, actionId, restored }: Which & { restored: number },
) => {
  await tx.query('UPDATE bulk_actions SET restored = restored + $3 WHERE company_id = $1 AND id = $2', [
    companyId,
    actionId,
    restored,
  ])
}

/** Forgets what can no more be undone. */
export const forgetOldChanges = async (
  tx: Queryable,
  { companyId, now }: { companyId: string; now: Date },
): Promise<void> => {
  await tx.query(
    `DELETE FROM bulk_action_changes WHERE company_id = $1 AND action_id IN (
       SELECT id FROM bulk_actions WHERE company_id = $1 AND state = 'done' AND undo_until < $2)`,
    [companyId, now],
  )
}
