import { type Db, PgBoss } from 'pg-boss'
import type { Database, Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import type { Log } from '#platform/log/index.ts'
import type { JobHandler, JobOptions, JobPayload, Jobs } from './jobs.ts'

type Definition = { name: string; handler: JobHandler<JobPayload>; options: JobOptions }

/** Any number that no other advisory lock of the database bears. */
const PREPARING_LOCK = 7_201_447
/** A dead process's jobs are given to another after this many seconds without a sign of life. */
const HEARTBEAT_SECONDS = 30
/** The longest that pg-boss allows; a dead process is noticed by the heartbeat, not by this. */
const LONGEST_JOB_SECONDS = 24 * 60 * 60
/** Failures are looked at by people: kept for two weeks. What went well is of no use. */
const KEEP_DONE_SECONDS = 14 * 24 * 60 * 60

/**
 * Jobs in PostgreSQL (pg-boss, schema `pgboss`), over the connections of `db`, without named statements or LISTEN, so that pgbouncer
 * may stand between. Idle queues are looked at every `pollSeconds` (default 1, at least 0.5).
 */
export const createPgBossJobs = (options: {
  db: Database
  newId: NewId
  log: Log
  pollSeconds?: number
}): Jobs => {
  const { log, pollSeconds = 1 } = options
  const definitions = new Map<string, Definition>()
  const boss = new PgBoss({
    db: adapt(options.db),
    schedule: false,
    superviseIntervalSeconds: HEARTBEAT_SECONDS,
    monitorIntervalSeconds: HEARTBEAT_SECONDS,
  })
  boss.on('error', (err) => log.error({ err }, 'the job queue met an error'))
  let stopping: AbortController | undefined

  const work = async ({ name, handler, options: { concurrency = 1 } }: Definition, stop: AbortSignal) => {
    await boss.work<JobPayload>(
      name,
      { localConcurrency: concurrency, pollingIntervalSeconds: pollSeconds, batchSize: 1 },
      async (jobs) => {
        for (const job of jobs) {
          try {
            await handler(job.data, { signal: AbortSignal.any([job.signal, stop]) })
          } catch (err) {
            log.warn({ err, job: name, payload: job.data, attempt: job.retryCount + 1 }, 'a job failed')
            throw err
          }
        }
      },
    )
  }

  return {
    define: (name, handler, jobOptions = {}) => {
      if (definitions.has(name)) throw new Error(`the job ${name} is defined twice`)
      definitions.set(name, { name, handler: handler as JobHandler<JobPayload>, options: jobOptions })
    },
    isDefined: (name) => definitions.has(name),
    enqueue: async (tx, name, payload, { singletonKey } = {}) => {
      if (!definitions.has(name)) throw new Error(`the job ${name} is not defined`)
      // The queue's policy is one waiting job a key, so each job without one gets a key of its own.
      await boss.send(name, payload, { db: adapt(tx), singletonKey: singletonKey ?? options.newId() })
    },
    start: async ({ work: works = true } = {}) => {
      const stop = new AbortController()
      stopping = stop
      // Two processes that make the queue's schema at the same moment would trip over each other.
      await options.db.transaction(async (tx) => {
        await tx.query('SELECT pg_advisory_xact_lock($1)', [PREPARING_LOCK])
        await boss.start()
        for (const definition of definitions.values())
          await boss.createQueue(definition.name, queueOf(definition))
      })
      if (!works) return
      for (const definition of definitions.values()) await work(definition, stop.signal)
    },
    stop: async () => {
      stopping?.abort(new Error('the process is stopping'))
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}

const queueOf = ({ options: { retries = 10 } }: Definition) => ({
  policy: 'short' as const,
  retryLimit: retries,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: LONGEST_JOB_SECONDS,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  deleteAfterSeconds: KEEP_DONE_SECONDS,
})

const adapt = (db: Queryable): Db => ({
  executeSql: (text, values) => db.query(text, values),
})
