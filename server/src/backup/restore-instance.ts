import { constants, copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Manifest,
  openBackup,
  type RestoreProgress,
  requireEmpty,
  restoreBackup,
} from '#platform/backup/index.ts'
import { systemClock } from '#platform/clock/index.ts'
import { ensureDataFolder, takeServerLock } from '#platform/data-folder/index.ts'
import { openDatabaseServer } from '#platform/db/embedded/index.ts'
import { connectDatabase, type Database, requireDatabase } from '#platform/db/index.ts'
import { AppError, conflict, invalidInput, messageOf } from '#platform/errors/index.ts'
import { enqueueAgain } from '#platform/jobs/index.ts'
import type { Log } from '#platform/log/index.ts'
import { livingProcesses } from '#platform/process/index.ts'
import { createSecrets, findSecretKey, type Secrets } from '#platform/secrets/index.ts'
import { createApp } from '../app.ts'
import type { Config } from '../config.ts'
import { MIGRATIONS } from '../open-instance.ts'

export type Restored = { manifest: Manifest; jobs: number }

/**
 * Fills an empty installation with a backup: the data folder of `config` (or the database of its `databaseUrl`), where nothing but the secret
 * key may be. Afterwards it is held: nothing is sent until somebody confirms. Throws an AppError, having restored nothing, when there are rows
 * already, a server runs, the key is another one, or the file cannot be taken.
 */
export const restoreInstance = async (options: {
  file: string
  config: Config
  log: Log
  /** A file that holds the key, which is copied into the data folder. */
  keyFile: string | undefined
  onProgress?: (progress: RestoreProgress) => void
}): Promise<Restored> => {
  const { file, config, log, keyFile, onProgress } = options
  const { dataDir } = config
  const backup = await openBackup(file)
  try {
    await ensureDataFolder(dataDir)
    const secrets = await requireKey(config, backup.manifest, keyFile)
    return await withEmptyDatabase({ config, log }, async (db) => {
      // Before the app makes its queues: in a database that is somebody else's nothing is made.
      await requireEmpty(db)
      await refuseRunning(db)
      const app = await createApp({ db, secrets, config, log })
      let jobs = 0
      try {
        await restoreBackup({
          url: db.url,
          backup,
          migrations: MIGRATIONS,
          onProgress,
          finish: async (tx, waiting) => {
            const backupAt = new Date(backup.manifest.madeAt)
            await app.outbound.takeForDoubtful(tx, { backupAt })
            await app.recovery.holdSending(tx, { backupAt })
            jobs = await enqueueAgain(app.jobs, tx, waiting)
          },
        })
      } finally {
        await app.close()
      }
      // Nothing is planned well over tables that nobody has looked at.
      await db.query('ANALYZE')
      return { manifest: backup.manifest, jobs }
    })
  } finally {
    backup.close()
  }
}

/** The key that the backup's secrets were made with: mailboxes could not be opened with another, nor links be followed. */
const requireKey = async (
  config: Pick<Config, 'dataDir' | 'secretKey'>,
  { secretKeyFingerprint }: Manifest,
  keyFile: string | undefined,
): Promise<Secrets> => {
  const { dataDir } = config
  if (keyFile !== undefined) await bringKey(keyFile, dataDir)
  const key = config.secretKey ?? (await findSecretKey({ dataDir }))
  const wanted = `The backup belongs to the secret key ${secretKeyFingerprint}, which is not in it.`
  const todo = `Name its file with --secret-key (it was called secret.key, in the old data folder), or set SECRET_KEY.`
  if (key === undefined)
    throw new AppError({ code: 'not_found', field: 'SECRET_KEY', message: `${wanted} ${todo}` })
  const secrets = createSecrets(key)
  if (secrets.fingerprint === secretKeyFingerprint) return secrets
  throw conflict(`${wanted} The one given here is ${secrets.fingerprint}. ${todo}`, 'SECRET_KEY')
}

const bringKey = async (keyFile: string, dataDir: string): Promise<void> => {
  try {
    await copyFile(keyFile, join(dataDir, 'secret.key'), constants.COPYFILE_EXCL)
  } catch (cause) {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'
    if (!isThere) throw invalidInput('--secret-key', `${keyFile} cannot be read: ${messageOf(cause)}.`, cause)
  }
}

/** A server that nobody has set up yet would find other tables under its hands. */
const refuseRunning = async (db: Database): Promise<void> => {
  const { rows } = await db.query<{ there: boolean }>(`SELECT to_regclass('processes') IS NOT NULL AS there`)
  if (!rows[0]?.there) return
  const [running] = await livingProcesses(db, systemClock().now())
  if (running)
    throw conflict(
      `A Cadenza server (process ${running.pid} on ${running.host}) runs on this database. Stop it first; one that was killed counts as running for a minute.`,
    )
}

const withEmptyDatabase = async <T>(
  { config, log }: { config: Config; log: Log },
  work: (db: Database) => Promise<T>,
): Promise<T> => {
  const { dataDir, databaseUrl } = config
  const lock = databaseUrl === undefined ? await takeServerLock(dataDir) : null
  try {
    const server = databaseUrl === undefined ? await openDatabaseServer({ dataDir, log }) : null
    try {
      const db = connectDatabase({ url: server?.url ?? databaseUrl ?? '', log })
      try {
        await requireDatabase(db)
        return await work(db)
      } finally {
        await db.close()
      }
    } finally {
      await server?.close()
    }
  } finally {
    await lock?.release()
  }
}
