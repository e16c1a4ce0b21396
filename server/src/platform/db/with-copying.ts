import type { Readable, Writable } from 'node:stream'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'
import type { Queryable } from './types.ts'
import { valueTypes } from './value-types.ts'

/** A transaction on a connection of its own, in which tables can be read and written whole, as streams of COPY's text format. */
export type Copying = {
  tx: Queryable
  /** `COPY … TO STDOUT`. `rowCount` holds once the stream has ended. One at a time, and no statement beside it. */
  copyOut(statement: string): Readable & { readonly rowCount: number }
  /** `COPY … FROM STDIN`. `rowCount` holds once the stream has finished. */
  copyIn(statement: string): Writable & { readonly rowCount: number }
}

const BEGIN = {
  /** Everything is seen as it was at one moment, whatever is committed meanwhile. */
  snapshot: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
  write: 'BEGIN',
} as const

/** The same text for the same value, whatever the server and its user prefer; and a copy that takes long is no reason to end it. */
const PLAIN_WORDS = `SET LOCAL DateStyle TO 'ISO, YMD'; SET LOCAL IntervalStyle TO 'postgres'; SET LOCAL TimeZone TO 'UTC';
  SET LOCAL bytea_output TO 'hex'; SET LOCAL extra_float_digits TO 1; SET LOCAL statement_timeout TO 0;
  SET LOCAL idle_in_transaction_session_timeout TO 0`

/**
 * Runs `work` in one transaction on a connection of its own: commits when it resolves; when it throws, or the connection is lost, nothing of it
 * stays. Unlike `Database.transaction` it is never run again.
 */
export const withCopying = async <T>(
  { url, begin }: { url: string; begin: keyof typeof BEGIN },
  work: (copying: Copying) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'cadenza copying',
    keepAlive: true,
    types: valueTypes,
  })
  // A statement under way rejects by itself when the connection is lost; an idle one would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(BEGIN[begin])
    await client.query(PLAIN_WORDS)
    const tx: Queryable = {
      query: async (text, values) => {
        const answer: pg.QueryResult | pg.QueryResult[] = values
          ? await client.query(text, [...values])
          : await client.query(text)
        // Several statements in one text answer with a list.
        const all = Array.isArray(answer) ? answer : [answer]
        return {
          rows: all.flatMap(({ rows }) => rows),
          rowCount: all.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0),
        }
      },
    }
    const result = await work({
      tx,
      copyOut: (statement) => client.query(to(statement)),
      copyIn: (statement) => client.query(from(statement)),
    })
    const { command } = await client.query('COMMIT')
    if (command !== 'COMMIT')
      throw new Error('the transaction was rolled back: one of its statements had failed')
    return result
  } finally {
    // In the middle of a copy this cuts the connection, and the server undoes what the transaction did.
    await client.end()
  }
}
