import { hostname } from 'node:os'
import { pid } from 'node:process'
import type { Clock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { messageOf } from '#platform/errors/index.ts'
import type { Log } from '#platform/log/index.ts'

/** A process that has not renewed its lease for this long is taken for dead. */
export const LEASE_SECONDS = 60
const RENEW_SECONDS = 15

/** This process's row in `processes`. */
export type ProcessLease = {
  /** Ends the lease: what bears it is free at once. */
  release(): Promise<void>
}

/**
 * Registers this process under `processId` and renews its lease until released. When the database cannot be reached the lease runs out by
 * itself; whoever marked work with it must then take that work for lost.
 */
export const holdProcessLease = async ({
  db,
  clock,
  log,
  processId,
  roles,
}: {
  db: Database
  clock: Clock
  log: Log
  processId: string
  roles: readonly string[]
}): Promise<ProcessLease> => {
  const stop = new AbortController()
  const renew = async (): Promise<void> => {
    const now = clock.now()
    await db.query(
      `INSERT INTO processes (id, host, pid, roles, started_at, lease_until) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO UPDATE SET lease_until = excluded.lease_until`,
      [processId, hostname(), pid, roles, now, new Date(now.getTime() + LEASE_SECONDS * 1000)],
    )
  }
  await renew()
  const renewing = (async () => {
    while (!stop.signal.aborted) {
      await clock.sleep(RENEW_SECONDS * 1000, stop.signal)
      if (stop.signal.aborted) return
      try {
        await renew()
      } catch (error) {
        log.warn({ error: messageOf(error) }, 'The lease of this process could not be renewed.')
      }
    }
  })()
  return {
    release: async () => {
      stop.abort()
      await renewing
      await db.query('DELETE FROM processes WHERE id = $1', [processId])
    },
  }
}

/** The processes whose lease runs: they are alive, or died within the last minute. */
export const livingProcesses = async (
  db: Database,
  now: Date,
): Promise<{ id: string; host: string; pid: number; roles: string[]; startedAt: Date }[]> => {
  const { rows } = await db.query<{
    id: string
    host: string
    pid: number
    roles: string[]
    startedAt: Date
  }>(
    `SELECT id, host, pid, roles, started_at AS "startedAt" FROM processes WHERE lease_until > $1 ORDER BY started_at`,
    [now],
  )
  return rows
}
