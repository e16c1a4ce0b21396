import { AppError } from '#platform/errors/index.ts'
import type { Database } from './types.ts'

const OLDEST_MAJOR = 15

/**
 * Asks a database for what Cadenza needs of it: that it answers, is a PostgreSQL of version 15 or later, stores UTF-8 and takes writes.
 * Throws an AppError that says what is missing and what to do.
 */
export const requireDatabase = async (db: Database): Promise<void> => {
  const { rows } = await db
    .query<Traits>(
      `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('server_encoding') AS encoding,
        pg_is_in_recovery() AS standby`,
    )
    .catch((cause: unknown) => {
      throw unusable(whyUnreachable(cause, db.url), cause)
    })
  const missing = rows[0] && whatIsMissing(rows[0])
  if (missing) throw unusable(missing)
}

export type Traits = { major: number; encoding: string; standby: boolean }

export const whatIsMissing = ({ major, encoding, standby }: Traits): string | undefined => {
  if (major < OLDEST_MAJOR)
    return `The database server is PostgreSQL ${major}, but Cadenza needs ${OLDEST_MAJOR} or later.`
  if (standby)
    return 'The database server is a read replica; DATABASE_URL must name the primary, which takes writes.'
  if (encoding !== 'UTF8')
    return `The database stores ${encoding}, but it must store UTF-8; make one with: CREATE DATABASE cadenza ENCODING 'UTF8' TEMPLATE template0.`
  return undefined
}

const unusable = (message: string, cause?: unknown): AppError =>
  new AppError({ code: 'unavailable', field: 'DATABASE_URL', message, cause })

const INVALID_DATABASE = '3D000'

const whyUnreachable = (error: unknown, url: string): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const words = error instanceof Error ? error.message : String(error)
  if (code.startsWith('28'))
    return `The database server refuses the user or password of DATABASE_URL: ${words}.`
  if (code === INVALID_DATABASE)
    return `The database of DATABASE_URL is not there: ${words}. Make it with CREATE DATABASE, or correct DATABASE_URL.`
  // A name with several addresses, all refused, fails with a code and no message.
  return `The database server${placeOf(url)} cannot be reached: ${words || code}. Start it, or correct DATABASE_URL.`
}

/** Host and port only: the rest may hold a password. */
const placeOf = (url: string): string => {
  const host = URL.parse(url)?.host
  return host ? ` at ${host}` : ''
}
