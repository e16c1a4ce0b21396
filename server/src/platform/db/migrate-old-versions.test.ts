// The real migrations over what older versions of Cadenza have left: rows of every table, as each version wrote them.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLog } from '#platform/log/index.ts'
import { createEmptyTestDatabase } from '#test/database.ts'
import { growTo, newest, versions } from '#test/grow-database.ts'
import { readConfig } from '../../config.ts'
import { openInstance } from '../../open-instance.ts'
import { connectDatabase } from './connect-database.ts'
import { openDatabaseServer } from './embedded/index.ts'
import type { Queryable } from './types.ts'

let scratch: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'old-version-'))
})
afterEach(() => rm(scratch, { recursive: true, force: true }))

type Rows = Map<string, Record<string, unknown>[]>

/** Every row of every table, in a fixed order. */
const allRows = async (db: Queryable): Promise<Rows> => {
  const { rows: tables } = await db.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations' ORDER BY 1`,
  )
  const all: Rows = new Map()
  for (const { name } of tables) {
    const { rows } = await db.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) AS row FROM ${name} t ORDER BY to_jsonb(t)::text`,
    )
    all.set(
      name,
      rows.map(({ row }) => row),
    )
  }
  return all
}

/** Columns that a later version has no more. */
const DROPPED: ReadonlyMap<string, readonly string[]> = new Map([['enrolments', ['revision']]])

/** What is left of these rows in a later version, which may have more columns and more rows. */
const expectKept = (before: Rows, after: Rows): void => {
  for (const [table, rows] of before) {
    const dropped = DROPPED.get(table) ?? []
    const kept = rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([column]) => !dropped.includes(column))),
    )
    expect(after.get(table), table).toEqual(
      expect.arrayContaining(kept.map((row) => expect.objectContaining(row))),
    )
  }
}

const config = (settings: Record<string, string>) =>
  readConfig({
    env: { SECRET_KEY: 'a key for tests, long enough for them', DATA_DIR: scratch, ...settings },
    cwd: scratch,
  })

describe.each(versions)('a database at migration %i', (version) => {
  let db: Awaited<ReturnType<typeof createEmptyTestDatabase>>
  beforeEach(async () => {
    db = await createEmptyTestDatabase()
    await growTo(db.db, version)
  })
  afterEach(() => db.drop())

  test('is brought to the newest when an installation is opened, and keeps its rows', async () => {
    const before = await allRows(db.db)
    // A table without a row would say nothing.
    expect([...before].filter(([, rows]) => rows.length === 0).map(([table]) => table)).toEqual([])
    const instance = await openInstance({ config: config({ DATABASE_URL: db.url }), log: silentLog() })
    try {
      const { rows } = await instance.db.query('SELECT max(version) AS version FROM schema_migrations')
      expect(rows).toEqual([{ version: newest }])
      expectKept(before, await allRows(instance.db))
    } finally {
      await instance.close()
    }
  })
})

test('a data folder of the first version is opened with its rows', async () => {
  const settings = config({})
  const log = silentLog()
  const server = await openDatabaseServer({ dataDir: settings.dataDir, log, durable: false })
  const old = connectDatabase({ url: server.url })
  await growTo(old, 1)
  const before = await allRows(old)
  await old.close()
  await server.close()

  const instance = await openInstance({ config: settings, log })
  try {
    expectKept(before, await allRows(instance.db))
  } finally {
    await instance.close()
  }
})

test('a database of a newer version is refused, with what to do, and stays as it is', async () => {
  const { db, url, drop } = await createEmptyTestDatabase()
  try {
    await growTo(db, newest)
    await db.query(
      `INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, 'of_tomorrow', 'x')`,
      [newest + 1],
    )
    const before = await allRows(db)
    await expect(openInstance({ config: config({ DATABASE_URL: url }), log: silentLog() })).rejects.toThrow(
      `The database is at migration ${String(newest + 1).padStart(4, '0')}_of_tomorrow, but this program knows only ${newest}: it was used by a newer version of Cadenza. Start that version or a later one.`,
    )
    expect(await allRows(db)).toEqual(before)
  } finally {
    await drop()
  }
})
