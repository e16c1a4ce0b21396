import type { Queryable } from '#platform/db/index.ts'
import type { JobPayload, Jobs } from './jobs.ts'

/** A job that a backup takes along: what is to be done, not how far its queue is with it. */
export type WaitingJob = { name: string; payload: JobPayload; singletonKey: string | null }

/** The jobs of pg-boss that are not done, those under way included: whoever reads this in a backup has lost the process that was at work. */
export const waitingJobs = async (tx: Queryable): Promise<WaitingJob[]> => {
  const { rows: found } = await tx.query<{ there: boolean }>(
    `SELECT to_regclass('pgboss.job') IS NOT NULL AS there`,
  )
  if (!found[0]?.there) return []
  const { rows } = await tx.query<WaitingJob>(
    `SELECT name, data AS payload, singleton_key AS "singletonKey" FROM pgboss.job
     WHERE state IN ('created', 'retry', 'active') AND data IS NOT NULL ORDER BY name, created_on, id`,
  )
  return rows
}

/** Enqueues such jobs again, in the caller's transaction; answers how many. Those of a kind that this program does not have are left out. */
export const enqueueAgain = async (
  jobs: Jobs,
  tx: Queryable,
  waiting: readonly unknown[],
): Promise<number> => {
  let enqueued = 0
  for (const job of waiting) {
    if (!isWaitingJob(job) || !jobs.isDefined(job.name)) continue
    const { name, payload, singletonKey } = job
    await jobs.enqueue(tx, name, payload, singletonKey === null ? {} : { singletonKey })
    enqueued += 1
  }
  return enqueued
}

const isWaitingJob = (value: unknown): value is WaitingJob =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'payload' in value &&
  typeof value.payload === 'object' &&
  value.payload !== null &&
  'singletonKey' in value
