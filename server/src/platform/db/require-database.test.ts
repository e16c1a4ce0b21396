import { randomBytes } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { createEmptyTestDatabase, onServer, withDatabaseName } from '#test/database.ts'
import { connectDatabase } from './connect-database.ts'
import { requireDatabase, whatIsMissing } from './require-database.ts'

const reach = async (url: string) => {
  const db = connectDatabase({ url, maxConnections: 1 })
  try {
    await requireDatabase(db)
  } finally {
    await db.close()
  }
}

test('a database that has all is let through', async () => {
  const { url, drop } = await createEmptyTestDatabase()
  await reach(url)
  await drop()
})

test('a server that is not there is named without its password', async () => {
  const failure = reach('postgresql://me:hunter2@127.0.0.1:1/cadenza')
  await expect(failure).rejects.toThrow(
    /^The database server at 127\.0\.0\.1:1 cannot be reached: .*ECONNREFUSED.*\. Start it, or correct DATABASE_URL\.$/,
  )
  await expect(failure).rejects.not.toThrow('hunter2')
})

test('a database that is not there is named', async () => {
  const { serverUrl } = inject('testDatabase')
  await expect(reach(withDatabaseName(serverUrl, 'no_such'))).rejects.toThrow(
    'The database of DATABASE_URL is not there: database "no_such" does not exist. Make it with CREATE DATABASE',
  )
})

test('a database that does not store UTF-8 is refused', async () => {
  const { serverUrl, template } = inject('testDatabase')
  const name = `${template}_${randomBytes(4).toString('hex')}`
  await onServer(serverUrl, (server) =>
    server.query(
      `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'`,
    ),
  )
  await expect(reach(withDatabaseName(serverUrl, name))).rejects.toThrow(
    'The database stores SQL_ASCII, but it must store UTF-8',
  )
  await onServer(serverUrl, (server) => server.query(`DROP DATABASE ${name}`))
})

test('an old server and a read replica are refused', () => {
  expect(whatIsMissing({ major: 14, encoding: 'UTF8', standby: false })).toBe(
    'The database server is PostgreSQL 14, but Cadenza needs 15 or later.',
  )
  expect(whatIsMissing({ major: 15, encoding: 'UTF8', standby: false })).toBeUndefined()
  expect(whatIsMissing({ major: 18, encoding: 'UTF8', standby: true })).toMatch(/read replica/)
})
