import { AppError, messageOf } from '#platform/errors/index.ts'
import { type Migration, readMigrations } from './read-migrations.ts'
import type { Database, DatabaseLog, Queryable } from './types.ts'

type Applied = { version: number; name: string; checksum: string }

/** Any fixed number: it keeps two processes from migrating one database at once. */
const MIGRATION_LOCK = 4_277_009_102

/**
 * Brings the database to the schema of this program: each file of `directory` that it has not had yet, in order, each in a transaction
 * of its own. Safe to call from several processes at once, and through pgbouncer. Throws an AppError, having changed nothing, when
 * the database is newer than the program or an applied file has changed since; when a file fails, those before it stay applied.
 */
export const migrate = async (options: {
  db: Database
  directory: string
  /** Only so many: a backup is read into the tables of its own version. */
  upTo?: number
  log?: DatabaseLog
}): Promise<{ applied: number }> => {
  const migrations = (await readMigrations(options.directory)).slice(0, options.upTo)
  await options.db.transaction(async (tx) => {
    await lock(tx)
    await tx.query(`CREATE TABLE IF NOT EXISTS schema_migrations (
      version integer PRIMARY KEY,
      name text NOT NULL,
      checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`)
    refuseForeignHistory(migrations, await readApplied(tx))
  })
  let applied = 0
  for (const migration of migrations) {
    if (await applyOnce(options.db, migrations, migration)) {
      applied += 1
      options.log?.info({ version: migration.version, name: migration.name }, 'migration applied')
    }
  }
  return { applied }
}

const lock = (tx: Queryable) => tx.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])

const readApplied = async (tx: Queryable): Promise<Applied[]> =>
  (await tx.query<Applied>('SELECT version, name, checksum FROM schema_migrations ORDER BY version')).rows

const applyOnce = (db: Database, migrations: Migration[], migration: Migration): Promise<boolean> =>
  db.transaction(async (tx) => {
    await lock(tx)
    const applied = await readApplied(tx)
    refuseForeignHistory(migrations, applied)
    if (applied.some(({ version }) => version === migration.version)) return false
    try {
      await tx.query(migration.sql)
    } catch (cause) {
      throw new AppError({
        code: 'unavailable',
        message: `The migration ${label(migration)} failed and was undone: ${messageOf(cause)}${lineOf(migration, cause)}`,
        cause,
      })
    }
    await tx.query('INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)', [
      migration.version,
      migration.name,
      migration.checksum,
    ])
    return true
  })

const refuseForeignHistory = (migrations: Migration[], applied: Applied[]): void => {
  const newest = applied.at(-1)
  if (newest && newest.version > migrations.length) {
    throw new AppError({
      code: 'conflict',
      message: `The database is at migration ${label(newest)}, but this program knows only ${migrations.length}: it was used by a newer version of Cadenza. Start that version or a later one.`,
    })
  }
  for (const done of applied) {
    const known = migrations[done.version - 1]
    if (known?.checksum !== done.checksum) {
      throw new AppError({
        code: 'conflict',
        message: `The migration ${label(done)} of this program is not the one that the database has had. Start the version of Cadenza that this database belongs to, or restore the file.`,
      })
    }
  }
}

const label = ({ version, name }: { version: number; name: string }): string =>
  `${String(version).padStart(4, '0')}_${name}`

/** PostgreSQL counts characters; people count lines. */
const lineOf = (migration: Migration, cause: unknown): string => {
  const position = cause instanceof Error && 'position' in cause ? Number(cause.position) : Number.NaN
  if (!Number.isInteger(position)) return ''
  return ` (line ${migration.sql.slice(0, position).split('\n').length})`
}
