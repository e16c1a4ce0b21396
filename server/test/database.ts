import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { connectDatabase, type Database } from '#platform/db/index.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testDatabase: { serverUrl: string; template: string }
  }
}

/** A database of a test's own on the suite's server, with all migrations. `drop` closes and removes it. */
export const createTestDatabase = (): Promise<{ db: Database; url: string; drop(): Promise<void> }> =>
  createDatabase(inject('testDatabase').template)

/** The same without any table. */
export const createEmptyTestDatabase = (): Promise<{ db: Database; url: string; drop(): Promise<void> }> =>
  createDatabase('template1')

const createDatabase = async (template: string) => {
  const { serverUrl, template: prefix } = inject('testDatabase')
  const name = `${prefix}_${randomBytes(6).toString('hex')}`
  await onServer(serverUrl, (server) => server.query(`CREATE DATABASE ${name} TEMPLATE ${template}`))
  const url = withDatabaseName(serverUrl, name)
  const db = connectDatabase({ url })
  return {
    db,
    url,
    drop: async () => {
      await db.close()
      await onServer(serverUrl, (server) => server.query(`DROP DATABASE ${name} WITH (FORCE)`))
    },
  }
}

/** Runs `work` with one connection to the server's own database, where databases are created and dropped. */
export const onServer = async <T>(serverUrl: string, work: (server: Database) => Promise<T>): Promise<T> => {
  const server = connectDatabase({ url: serverUrl, maxConnections: 1 })
  try {
    return await work(server)
  } finally {
    await server.close()
  }
}

/** The same server, another database: replaces what stands between the host and the `?`. */
export const withDatabaseName = (url: string, name: string): string => {
  const [, base, query] = /^([a-z]+:\/\/[^/?]*)[^?]*(\?.*)?$/.exec(url) ?? []
  if (base === undefined)
    throw new Error('DATABASE_URL must look like postgresql://user:password@host:5432/name')
  return `${base}/${name}${query ?? ''}`
}
