// Fills every table there is; of schema_migrations, which is the database layer's, it reads what the database has had.
import { pipeline as joined } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { type Copying, type Database, migrate, type Queryable, withCopying } from '#platform/db/index.ts'
import { AppError, conflict, invalidInput, messageOf } from '#platform/errors/index.ts'
import { entryOfTable, JOBS_ENTRY } from './manifest.ts'
import { createMeter } from './meter.ts'
import type { OpenBackup } from './open-backup.ts'
import {
  allTables,
  copiedTables,
  copyInto,
  filledTables,
  liftForeignKeys,
  quoted,
  setCounters,
} from './tables.ts'

export type RestoreProgress = { table: string; done: number; total: number }

export type RestoreBackup = {
  url: string
  backup: OpenBackup
  /** The migrations of this program. */
  migrations: string
  /** Runs when the tables are filled and of this program's version; given the jobs that waited. */
  finish(tx: Queryable, jobs: readonly unknown[]): Promise<void>
  /** What it throws ends the restore. */
  onProgress?: ((progress: RestoreProgress) => void) | undefined
}

/** Rows of these say nothing of anybody: a database that holds no others is empty. */
const ROWS_OF_NOBODY = ['instance', 'processes', 'schema_migrations']

/**
 * Fills an empty database with a backup, in one transaction: either all of it is there afterwards, with every row counted and every byte
 * summed, or nothing is. One of an older version is brought to this one's schema. Throws an AppError when the database is not empty, the
 * backup is of a newer version, or damaged.
 */
export const restoreBackup = ({ url, backup, ...options }: RestoreBackup): Promise<void> =>
  withCopying({ url, begin: 'write' }, async (copying) => {
    const { tx } = copying
    const version = backup.manifest.migrations.length
    await clearEmpty(tx)
    const inside = asDatabase(tx, url)
    await migrate({ db: inside, directory: options.migrations, upTo: version })
    await refuseOtherMigrations(tx, backup)
    await refuseOtherTables(tx, backup)
    const putForeignKeysBack = await liftForeignKeys(tx)
    await fillTables(copying, { backup, onProgress: options.onProgress })
    await putForeignKeysBack()
    await setCounters(tx)
    await migrate({ db: inside, directory: options.migrations })
    await options.finish(tx, await readJobs(backup))
  })

/** What is begun inside belongs to the one transaction. */
const asDatabase = (tx: Queryable, url: string): Database => ({
  url,
  query: (statement, values) => tx.query(statement, values),
  transaction: (work) => work(tx),
  close: async () => {},
})

/** Throws an AppError when the database holds a row of anybody, or tables that are not Cadenza's. */
export const requireEmpty = async (tx: Queryable): Promise<void> => {
  await namesOfEmpty(tx)
}

/** Takes away the tables of an installation that nobody has used yet. */
const clearEmpty = async (tx: Queryable): Promise<void> => {
  const names = await namesOfEmpty(tx)
  if (names.length > 0) await tx.query(`DROP TABLE ${names.map(quoted).join(', ')} CASCADE`)
}

const namesOfEmpty = async (tx: Queryable): Promise<string[]> => {
  const names = (await allTables(tx)).map(({ name }) => name)
  const filled = names.includes('schema_migrations')
    ? await filledTables(
        tx,
        names.filter((name) => !ROWS_OF_NOBODY.includes(name)),
      )
    : names
  if (filled.length === 0) return names
  throw conflict(
    `The database is not empty (${filled.slice(0, 3).join(', ')}${filled.length > 3 ? ' …' : ''}), and a restore overwrites nothing. Name an empty one with DATABASE_URL, or a new data folder with --into.`,
  )
}

const refuseOtherMigrations = async (tx: Queryable, { manifest }: OpenBackup): Promise<void> => {
  const { rows } = await tx.query<{ version: number; checksum: string }>(
    'SELECT version, checksum FROM schema_migrations ORDER BY version',
  )
  const newest = manifest.migrations.at(-1)
  if (rows.length < manifest.migrations.length)
    throw conflict(
      `The backup is of version ${newest?.version} of the tables (${newest?.name}), made by Cadenza ${manifest.program}, but this program knows only ${rows.length}. Restore it with that version or a later one.`,
    )
  const other = manifest.migrations.find(({ checksum }, index) => rows[index]?.checksum !== checksum)
  if (other)
    throw conflict(
      `The migration ${other.version} (${other.name}) of this program is not the one that the backup's database has had. Restore it with the version of Cadenza that made it: ${manifest.program}.`,
    )
}

const refuseOtherTables = async (tx: Queryable, { manifest }: OpenBackup): Promise<void> => {
  const wanted = new Map((await copiedTables(tx)).map(({ name, columns }) => [name, columns]))
  const given = new Map(manifest.tables.map(({ name, columns }) => [name, columns]))
  const differs = [...new Set([...wanted.keys(), ...given.keys()])].filter(
    (name) => wanted.get(name)?.toSorted().join() !== given.get(name)?.toSorted().join(),
  )
  if (differs.length > 0) throw damaged(`its tables are not those of its version (${differs.join(', ')})`)
}

const fillTables = async (
  { copyIn, tx }: Copying,
  { backup, onProgress }: { backup: OpenBackup; onProgress: RestoreBackup['onProgress'] },
): Promise<void> => {
  const total = backup.manifest.tables.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  for (const { name, columns, rows, sha256 } of backup.manifest.tables) {
    const meter = createMeter((bytes) => {
      done += bytes
      onProgress?.({ table: name, done, total })
    })
    const table = copyIn(copyInto({ name, columns }))
    await pipeline(await backup.read(entryOfTable(name)), meter.stream, table).catch((cause: unknown) => {
      throw cause instanceof AppError ? cause : notRestored(name, cause)
    })
    // Lets the count of rows arrive.
    await tx.query('SELECT 1')
    if (meter.read().sha256 !== sha256) throw damaged(`the bytes of ${name} are not those that were written`)
    if (table.rowCount !== rows) throw damaged(`${name} has ${table.rowCount} rows, but ${rows} were written`)
  }
}

const readJobs = async (backup: OpenBackup): Promise<unknown[]> => {
  const meter = createMeter(() => {})
  const content = await text(joined(await backup.read(JOBS_ENTRY), meter.stream, () => {}))
  if (meter.read().sha256 !== backup.manifest.jobs.sha256)
    throw damaged('the bytes of its jobs are not those that were written')
  return content
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
}

const damaged = (how: string) =>
  invalidInput('FILE', `The backup was damaged: ${how}. Nothing was restored; use another.`)

/** Bytes that were changed fail as whatever they became; a database may also be lost. */
const notRestored = (table: string, cause: unknown): AppError =>
  new AppError({
    code: 'unavailable',
    field: 'FILE',
    message: `The table ${table} could not be restored: ${messageOf(cause)}. Nothing was restored. If the database is well, the backup is damaged; use another.`,
    cause,
  })
