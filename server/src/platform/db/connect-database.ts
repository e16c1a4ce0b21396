import pg from 'pg'
import { retryDeadlocks } from './retry-deadlocks.ts'
import type { Database, DatabaseLog, Queryable } from './types.ts'
import { valueTypes } from './value-types.ts'

/**
 * Opens a pool of connections; none is made before the first statement. Statements are never named, so that pgbouncer in transaction
 * mode can stand between. A connection that is lost is logged and replaced; a statement under way on it rejects.
 */
export const connectDatabase = (options: {
  url: string
  /** Default 10. */
  maxConnections?: number
  /** What `pg_stat_activity` shows. Default `cadenza`. */
  applicationName?: string
  log?: DatabaseLog
}): Database => {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections ?? 10,
    application_name: options.applicationName ?? 'cadenza',
    connectionTimeoutMillis: 30_000,
    keepAlive: true,
    types: valueTypes,
  })
  // A connection may be lost while idle or in use; without these two listeners either would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', (error) => options.log?.warn({ err: error }, 'a database connection was lost'))
  })

  return {
    url: options.url,
    query: (text, values) => run(pool, text, values),
    transaction: (work) => retryDeadlocks(() => runTransaction(pool, work)),
    close: () => pool.end(),
  }
}

const run = async <R>(
  target: pg.Pool | pg.PoolClient,
  text: string,
  values: readonly unknown[] | undefined,
): Promise<{ rows: R[]; rowCount: number }> => {
  const answer = values ? await target.query(text, [...values]) : await target.query(text)
  // Several statements in one text answer with a list.
  const all: pg.QueryResult[] | null = Array.isArray(answer) ? answer : null
  if (all === null) return { rows: answer.rows, rowCount: answer.rowCount ?? 0 }
  return {
    rows: all.flatMap(({ rows }) => rows),
    rowCount: all.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0),
  }
}

const runTransaction = async <T>(pool: pg.Pool, work: (tx: Queryable) => Promise<T>): Promise<T> => {
  const client = await pool.connect()
  let open = true
  const tx: Queryable = {
    query: (text, values) =>
      open ? run(client, text, values) : Promise.reject(new Error('this transaction has already ended')),
  }
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await work(tx)
    open = false
    const { command } = await client.query('COMMIT')
    // PostgreSQL answers COMMIT with ROLLBACK when a statement failed and its error was caught on the way.
    if (command !== 'COMMIT')
      throw new Error('the transaction was rolled back: one of its statements had failed')
    return result
  } catch (error) {
    open = false
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken = cause
    })
    throw error
  } finally {
    client.release(broken)
  }
}
