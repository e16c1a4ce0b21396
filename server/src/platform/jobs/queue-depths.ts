import type { Queryable } from '#platform/db/index.ts'

export type QueueDepth = { queue: string; waiting: number; active: number; failed: number }

/** The jobs of each kind, as pg-boss has counted them within its last half minute. */
export const queueDepths = async (tx: Queryable): Promise<QueueDepth[]> => {
  const { rows: found } = await tx.query<{ there: boolean }>(
    `SELECT to_regclass('pgboss.queue') IS NOT NULL AS there`,
  )
  if (!found[0]?.there) return []
  const { rows } = await tx.query<QueueDepth>(
    `SELECT name AS queue, queued_count AS waiting, active_count AS active, failed_count AS failed FROM pgboss.queue ORDER BY name`,
  )
  return rows
}
