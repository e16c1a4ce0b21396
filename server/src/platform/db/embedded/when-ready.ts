import pg from 'pg'
import { systemClock } from '#platform/clock/index.ts'
import type { DatabaseLog } from '../types.ts'

const clock = systemClock()
const PAUSE = 20
const PAUSES_PER_SAYING = 500

/**
 * Waits until a server answers a statement: `ready`. `gone` when `stillThere` says no, and `silent` when nobody has listened for
 * `patience` milliseconds. A server that recovers from a crash says that it is starting, and is waited for as long as it takes.
 */
export const whenReady = async (options: {
  url: string
  stillThere: () => Promise<boolean>
  patience: number
  log: DatabaseLog
}): Promise<'ready' | 'gone' | 'silent'> => {
  let silent = 0
  for (let pauses = 0; ; pauses += 1) {
    const answer = await askServer(options.url)
    if (answer === 'ready') return 'ready'
    if (!(await options.stillThere())) return 'gone'
    silent = answer === 'silent' ? silent + PAUSE : 0
    if (silent >= options.patience) return 'silent'
    if (pauses % PAUSES_PER_SAYING === PAUSES_PER_SAYING - 1)
      options.log.info({}, 'waiting for PostgreSQL, which is starting or recovering')
    await clock.sleep(PAUSE)
  }
}

const CANNOT_CONNECT_NOW = '57P03'

/** One attempt to have a statement answered. Throws what a working server answers instead, such as too many connections. */
export const askServer = async (url: string): Promise<'ready' | 'starting' | 'silent'> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  // A server that goes down ends the connection at any moment; the statement's own rejection tells enough.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('SELECT 1')
    return 'ready'
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) return 'silent'
    if (error.code === CANNOT_CONNECT_NOW) return 'starting'
    // Going down. Any other answer comes from a server that works, and no waiting will change it.
    if (!error.code?.startsWith('57P')) throw error
    return 'silent'
  } finally {
    await client.end().catch(() => {})
  }
}
