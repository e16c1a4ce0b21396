import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { connectDatabase, migrate } from '#platform/db/index.ts'
import { onServer, withDatabaseName } from './database.ts'
import { startTestServer } from './test-server.ts'

const MIGRATIONS = join(import.meta.dirname, '..', 'migrations')

/** Once per run: a PostgreSQL server (that of DATABASE_URL if set), and on it a migrated database to clone. Cleans up at the end. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const given = process.env.DATABASE_URL
  const server = given ? { url: given, close: async () => {} } : await startTestServer()
  const template = `cadenza_test_${randomBytes(4).toString('hex')}`
  try {
    await onServer(server.url, (admin) => admin.query(`CREATE DATABASE ${template}`))
    await fillTemplate(withDatabaseName(server.url, template))
  } catch (error) {
    await server.close()
    throw error
  }
  project.provide('testDatabase', { serverUrl: server.url, template })
  return async () => {
    if (given) await dropAll(server.url, template)
    await server.close()
  }
}

const fillTemplate = async (url: string): Promise<void> => {
  if (!existsSync(MIGRATIONS)) return
  const db = connectDatabase({ url, maxConnections: 1 })
  try {
    await migrate({ db, directory: MIGRATIONS })
  } finally {
    await db.close()
  }
}

/** The template and whatever databases its tests left behind. */
const dropAll = (url: string, template: string): Promise<void> =>
  onServer(url, async (admin) => {
    const { rows } = await admin.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE starts_with(datname, $1)`,
      [template],
    )
    for (const { datname } of rows) await admin.query(`DROP DATABASE ${datname} WITH (FORCE)`)
  })
