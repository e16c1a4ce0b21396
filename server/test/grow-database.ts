import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, migrate } from '#platform/db/index.ts'

const MIGRATIONS = join(import.meta.dirname, '..', 'migrations')
/** Rows that an installation at the migration of the same number holds; there need be none for one that makes no table. */
const ROWS = join(import.meta.dirname, 'old-versions')

const files = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort()
const written = await readdir(ROWS)

export const versions = files.map((_, index) => index + 1)
export const newest = files.length

/** Brings a database to a version the way time did: each migration, then what was written while it was the last one. */
export const growTo = async (db: Database, version: number): Promise<void> => {
  const directory = await mkdtemp(join(tmpdir(), 'grow-'))
  try {
    for (const file of files.slice(0, version)) {
      await cp(join(MIGRATIONS, file), join(directory, file))
      await migrate({ db, directory })
      const rows = `${file.slice(0, 4)}.sql`
      if (written.includes(rows)) await db.query(await readFile(join(ROWS, rows), 'utf8'))
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
