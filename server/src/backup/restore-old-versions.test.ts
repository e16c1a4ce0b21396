// Backups of every version of the real tables, with rows in each, restored by this program.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openBackup, restoreBackup, writeBackup } from '#platform/backup/index.ts'
import type { Database } from '#platform/db/index.ts'
import { createEmptyTestDatabase } from '#test/database.ts'
import { growTo, newest } from '#test/grow-database.ts'
import { MIGRATIONS } from '../open-instance.ts'

let folder: string
const cleanUp: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'))
  cleanUp.push(() => rm(folder, { recursive: true }))
})
afterEach(async () => {
  for (const work of cleanUp.splice(0).reverse()) await work()
})

const database = async (): Promise<Database> => {
  const { db, drop } = await createEmptyTestDatabase()
  cleanUp.push(drop)
  return db
}

/** A database as an installation at this migration has left it. */
const filledAt = async (version: number): Promise<Database> => {
  const db = await database()
  await growTo(db, version)
  return db
}

const countsOf = async (db: Database, tables: readonly { name: string }[]) =>
  Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await db.query<{ rows: number }>(`SELECT count(*) AS rows FROM ${name}`)
      return { name, rows: rows[0]?.rows }
    }),
  )

test('a backup of each version of the tables is brought up to this one, row for row', async () => {
  for (const version of [2, 5, newest]) {
    const db = await filledAt(version)
    const path = join(folder, `${version}.zip`)
    const { manifest } = await writeBackup({
      ...{ db, path, program: 'old', secretKeyFingerprint: 'f' },
      now: () => new Date('2026-03-02T09:00:00Z'),
      readJobs: async () => [],
    })
    expect(manifest.tables.filter(({ rows }) => rows > 0).length).toBeGreaterThan(20)
    const target = await database()
    const backup = await openBackup(path)
    await restoreBackup({ url: target.url, backup, migrations: MIGRATIONS, finish: async () => {} })
    backup.close()
    expect(await countsOf(target, manifest.tables)).toEqual(
      manifest.tables.map(({ name, rows }) => ({ name, rows })),
    )
    const applied = await target.query('SELECT 1 FROM schema_migrations')
    expect(applied.rowCount).toBe(newest)
  }
})
