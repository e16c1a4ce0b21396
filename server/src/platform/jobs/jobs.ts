import type { Queryable } from '#platform/db/index.ts'

/** What a job carries: plain JSON, small; ids rather than rows. */
export type JobPayload = { [key: string]: string | number | boolean | null | readonly string[] }

export type JobContext = {
  /** Aborted when the job is to end early: at shutdown. What is not done then is tried again. */
  signal: AbortSignal
}

/** Must stand being called twice with one payload: a job whose process dies is run again. */
export type JobHandler<P extends JobPayload> = (payload: P, context: JobContext) => Promise<void>

export type JobOptions = {
  /** How many run at once in this process. Default 1. */
  concurrency?: number
  /** How often a job that failed is tried again, with growing gaps from 5 s to 1 h. Default 10. */
  retries?: number
}

/** Background work that is enqueued in the transaction that causes it and survives a crash. */
export type Jobs = {
  /** Names a kind of job and what does it. Before `start`; a name is defined once. */
  define<P extends JobPayload>(name: string, handler: JobHandler<P>, options?: JobOptions): void
  isDefined(name: string): boolean
  /**
   * Adds a job in the caller's transaction: it exists if and when that commits. With a `singletonKey` nothing is added while a job of
   * that name and key still waits to be begun.
   */
  enqueue(
    tx: Queryable,
    name: string,
    payload: JobPayload,
    options?: { singletonKey?: string },
  ): Promise<void>
  /** Prepares the queues and, unless `work` is false, begins to work on them. */
  start(options?: { work?: boolean }): Promise<void>
  /** Begins no more jobs, tells those under way to end and waits for them, 10 s at most. */
  stop(): Promise<void>
}
