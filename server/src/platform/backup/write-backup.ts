// Copies every table there is; of schema_migrations, which is the database layer's, it reads what the database has had.
import { pipeline, Readable } from 'node:stream'
import { type Copying, type Queryable, withCopying } from '#platform/db/index.ts'
import { conflict } from '#platform/errors/index.ts'
import { entryOfTable, FORMAT, JOBS_ENTRY, MANIFEST_ENTRY, type Manifest } from './manifest.ts'
import { createMeter, type Meter } from './meter.ts'
import { copiedTables, copyOutOf, LEFT_OUT, type Table } from './tables.ts'
import { writeNewFile } from './write-new-file.ts'
import { writeZip, type ZipEntry } from './write-zip.ts'

export type BackupProgress = { table: string; done: number; total: number }

export type WriteBackup = {
  db: Queryable & { url: string }
  /** A file that is not there yet. While it is written it bears the name with `.part`, so that what is there under the name is whole. */
  path: string
  program: string
  secretKeyFingerprint: string
  now: () => Date
  /** Jobs that wait, as small JSON objects. */
  readJobs(tx: Queryable): Promise<readonly object[]>
  signal?: AbortSignal | undefined
  onProgress?: ((progress: BackupProgress) => void) | undefined
}

/**
 * Writes all tables as they are at one moment into one file, beside whatever works with them; nobody waits for it. Throws an AppError when the
 * file is there already or cannot be written, or when the schema changed meanwhile; then no file is left.
 */
export const writeBackup = async (options: WriteBackup): Promise<{ manifest: Manifest; bytes: number }> => {
  const madeAt = options.now()
  const { result, bytes } = await writeNewFile({ path: options.path, what: 'a backup' }, (into) =>
    withCopying({ url: options.db.url, begin: 'snapshot' }, async (copying) => {
      const contents = await planContents(copying, options, madeAt)
      await writeZip(contents.entries, { into, mtime: madeAt, signal: options.signal })
      return contents.manifest()
    }),
  )
  return { manifest: result, bytes }
}

type Contents = {
  entries: ZipEntry[]
  /** Holds once every entry was read. */
  manifest(): Manifest
}

type Copied = { table: Table; source: { readonly rowCount: number }; meter: Meter }

const planContents = async (copying: Copying, options: WriteBackup, madeAt: Date): Promise<Contents> => {
  const { tx } = copying
  // The first statement of the transaction: what it sees is what the backup holds.
  const migrations = await readMigrations(tx)
  const tables = await copiedTables(tx)
  const jobs = await options.readJobs(tx)
  const copied: Copied[] = []
  const jobLines = createMeter(() => {})
  const manifest = (): Manifest => ({
    ...{ format: FORMAT, program: options.program, madeAt: madeAt.toISOString(), migrations },
    secretKeyFingerprint: options.secretKeyFingerprint,
    tables: copied.map(({ table: { name, columns }, source: { rowCount: rows }, meter }) => ({
      ...{ name, columns, rows },
      ...meter.read(),
    })),
    leftOut: [...LEFT_OUT],
    jobs: { rows: jobs.length, ...jobLines.read() },
  })
  const jobsEntry = async () => pipeline(linesOf(jobs), jobLines.stream, () => {})
  const manifestEntry = async () => {
    await refuseChangedSchema(options.db, migrations)
    // Also lets the last copy's count of rows arrive.
    await tx.query('SELECT 1')
    return Readable.from([Buffer.from(JSON.stringify(manifest(), null, 1))])
  }
  return {
    entries: [
      ...tableEntries(copying, { tables, copied, onProgress: options.onProgress }),
      { name: JOBS_ENTRY, open: jobsEntry },
      { name: MANIFEST_ENTRY, open: manifestEntry },
    ],
    manifest,
  }
}

const tableEntries = (
  { copyOut }: Copying,
  {
    tables,
    copied,
    onProgress,
  }: { tables: readonly Table[]; copied: Copied[] } & Pick<WriteBackup, 'onProgress'>,
): ZipEntry[] => {
  const total = tables.reduce((sum, { diskBytes }) => sum + diskBytes, 0)
  let before = 0
  const open = async (table: Table): Promise<Readable> => {
    const from = before
    before += table.diskBytes
    let bytes = 0
    const meter = createMeter((more) => {
      bytes += more
      onProgress?.({ table: table.name, done: from + Math.min(bytes, table.diskBytes), total })
    })
    const source = copyOut(copyOutOf(table))
    copied.push({ table, source, meter })
    // Whichever fails ends the other, and the zip with it.
    return pipeline(source, meter.stream, () => {})
  }
  return tables.map((table) => ({ name: entryOfTable(table.name), open: () => open(table) }))
}

const linesOf = (values: readonly object[]): Readable =>
  Readable.from(values.map((value) => Buffer.from(`${JSON.stringify(value)}\n`)))

const readMigrations = async (tx: Queryable): Promise<Manifest['migrations']> =>
  (
    await tx.query<Manifest['migrations'][number]>(
      'SELECT version, name, checksum FROM schema_migrations ORDER BY version',
    )
  ).rows

/** A table that was changed after the snapshot is read in its new shape: such a mixture is no backup. */
const refuseChangedSchema = async (db: Queryable, before: Manifest['migrations']): Promise<void> => {
  if ((await readMigrations(db)).length === before.length) return
  throw conflict(
    'A newer version of Cadenza changed the tables while they were copied, so this would be no backup. Run it again.',
  )
}
