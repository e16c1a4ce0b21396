import pg from 'pg'
import type { Clock } from '#platform/clock/index.ts'
import { messageOf } from '#platform/errors/index.ts'
import type { DatabaseLog, Queryable } from './types.ts'

/** A lost connection is made anew after this pause; until then whoever listens has his own polling. */
const RECONNECT_PAUSE = 5_000

const CHANNEL = /^[a-z_]{1,63}$/

/**
 * Rings a bell in every listening process when the transaction commits (NOTIFY), with a short text for who hears it. Rings that are alike
 * within one transaction are one.
 */
export const ring = async (tx: Queryable, channel: string, text = ''): Promise<void> => {
  await tx.query('SELECT pg_notify($1, $2)', [channel, text])
}

/**
 * Calls `onRing` whenever `channel` rings, over a connection of its own, until `signal` is aborted. A bell only ever wakes somebody who
 * polls as well: through pgbouncer in transaction mode nothing rings, and a connection that is lost is silent until it is made again.
 */
export const listen = async (options: {
  url: string
  channel: string
  /** Takes what was rung with; empty when the connection was made anew. */
  onRing: (text: string) => void
  signal: AbortSignal
  clock: Clock
  log: DatabaseLog
}): Promise<void> => {
  const { channel, signal, clock, log } = options
  if (!CHANNEL.test(channel)) throw new Error(`${channel} is no name of a channel`)
  while (!signal.aborted) {
    try {
      await listenOnce(options)
    } catch (error) {
      if (signal.aborted) return
      log.info(
        { channel, error: messageOf(error) },
        'The database rings no bell now; work is found by looking.',
      )
    }
    await clock.sleep(RECONNECT_PAUSE, signal)
  }
}

/** Resolves when `signal` is aborted; rejects when the connection is lost. */
const listenOnce = async ({
  url,
  channel,
  onRing,
  signal,
}: {
  url: string
  channel: string
  onRing: (text: string) => void
  signal: AbortSignal
}): Promise<void> => {
  const client = new pg.Client({ connectionString: url, application_name: 'cadenza bell', keepAlive: true })
  const { promise: over, resolve, reject } = Promise.withResolvers<void>()
  const stop = () => resolve()
  signal.addEventListener('abort', stop)
  client.on('error', reject)
  client.on('end', () => reject(new Error('the connection was closed')))
  client.on('notification', ({ payload = '' }) => onRing(payload))
  try {
    await client.connect()
    await client.query(`LISTEN ${channel}`)
    // What rang before is found by looking once.
    onRing('')
    await over
  } finally {
    signal.removeEventListener('abort', stop)
    // From here on its end is our own doing.
    over.catch(() => {})
    await client.end()
  }
}
