import type { Database } from '#platform/db/index.ts'
import type { JobHandler, JobPayload, Jobs } from './jobs.ts'

/** Jobs that wait in memory until they are told to run: for tests and the simulated world, where nothing may happen by itself. */
export type InlineJobs = Jobs & {
  /**
   * Runs what was enqueued by transactions that committed, and what those jobs enqueue, in order. Rejects with the first error; that
   * job is gone, the rest waits. Returns how many ran.
   */
  drain(): Promise<number>
  /** How many wait. */
  waiting(): number
}

type Waiting = { name: string; payload: JobPayload; key: string | undefined; transaction: string }

export const createInlineJobs = ({ db }: { db: Database }): InlineJobs => {
  const handlers = new Map<string, JobHandler<JobPayload>>()
  const queue: Waiting[] = []

  const outcomeOf = async (transaction: string): Promise<string | null> => {
    const { rows } = await db.query<{ status: string | null }>('SELECT pg_xact_status($1::xid8) AS status', [
      transaction,
    ])
    return rows[0]?.status ?? null
  }

  return {
    define: (name, handler) => {
      if (handlers.has(name)) throw new Error(`the job ${name} is defined twice`)
      handlers.set(name, handler as JobHandler<JobPayload>)
    },
    isDefined: (name) => handlers.has(name),
    enqueue: async (tx, name, payload, { singletonKey } = {}) => {
      if (!handlers.has(name)) throw new Error(`the job ${name} is not defined`)
      if (singletonKey !== undefined && queue.some((job) => job.name === name && job.key === singletonKey))
        return
      const { rows } = await tx.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id')
      queue.push({ name, payload, key: singletonKey, transaction: rows[0]?.id ?? '' })
    },
    start: async () => {},
    stop: async () => {},
    waiting: () => queue.length,
    drain: async () => {
      let ran = 0
      let open: Waiting[] = []
      for (let job = queue.shift(); job; job = queue.shift()) {
        const outcome = await outcomeOf(job.transaction)
        if (outcome === 'in progress') open = [...open, job]
        if (outcome !== 'committed') continue
        ran += 1
        await handlers.get(job.name)?.(job.payload, { signal: new AbortController().signal })
      }
      queue.push(...open)
      return ran
    },
  }
}
