import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEmptyTestDatabase } from '#test/database.ts'
import { migrate } from './migrate.ts'
import type { Database } from './types.ts'

let db: Database
let drop: () => Promise<void>
let directory: string
beforeEach(async () => {
  ;({ db, drop } = await createEmptyTestDatabase())
  directory = await mkdtemp(join(tmpdir(), 'migrations-'))
  await file('0001_first.sql', 'CREATE TABLE a (x int);\nINSERT INTO a VALUES (1);')
})
afterEach(async () => {
  await drop()
  await rm(directory, { recursive: true })
})

const file = (name: string, sql: string) => writeFile(join(directory, name), sql)
const applied = async () =>
  (await db.query('SELECT version, name FROM schema_migrations ORDER BY version')).rows

test('applies each file once, in order, and keeps the rows that are there', async () => {
  expect(await migrate({ db, directory })).toEqual({ applied: 1 })
  await file('0002_second.sql', 'ALTER TABLE a ADD y int DEFAULT 2;')
  expect(await migrate({ db, directory })).toEqual({ applied: 1 })
  expect(await migrate({ db, directory })).toEqual({ applied: 0 })
  expect((await db.query('SELECT * FROM a')).rows).toEqual([{ x: 1, y: 2 }])
  expect(await applied()).toEqual([
    { version: 1, name: 'first' },
    { version: 2, name: 'second' },
  ])
})

test('several processes at once apply each file once', async () => {
  await file('0002_second.sql', 'CREATE TABLE b (x int);')
  const runs = await Promise.all([1, 2, 3, 4].map(() => migrate({ db, directory })))
  expect(runs.reduce((sum, run) => sum + run.applied, 0)).toBe(2)
})

test('undoes a file that fails, keeps those before it, and names the file and line', async () => {
  await file('0002_broken.sql', 'CREATE TABLE b (x int);\n\nSELECT nonsense FROM b;')
  await expect(migrate({ db, directory })).rejects.toThrow(
    'The migration 0002_broken failed and was undone: column "nonsense" does not exist (line 3)',
  )
  expect(await applied()).toEqual([{ version: 1, name: 'first' }])
  await expect(db.query('SELECT * FROM b')).rejects.toThrow('does not exist')
})

test('refuses a database that is newer than the program', async () => {
  await file('0002_second.sql', 'CREATE TABLE b (x int);')
  await migrate({ db, directory })
  await rm(join(directory, '0002_second.sql'))
  await expect(migrate({ db, directory })).rejects.toThrow(
    'The database is at migration 0002_second, but this program knows only 1: it was used by a newer version of Cadenza.',
  )
})

test('refuses an applied file that changed, but not for its line ends', async () => {
  await migrate({ db, directory })
  await file('0001_first.sql', 'CREATE TABLE a (x int);\r\nINSERT INTO a VALUES (1);')
  await migrate({ db, directory })
  await file('0001_first.sql', 'CREATE TABLE a (x bigint);')
  await expect(migrate({ db, directory })).rejects.toThrow(
    'The migration 0001_first of this program is not the one',
  )
})

test('refuses file names out of order', async () => {
  await file('0003_third.sql', 'SELECT 1')
  await expect(migrate({ db, directory })).rejects.toThrow('0003_third.sql should have the number 0002')
  await file('0002-other.sql', 'SELECT 1')
  await expect(migrate({ db, directory })).rejects.toThrow('must be called like 0001_what_it_does.sql')
})
