import { join } from 'node:path'
import { ensureDataFolder } from '#platform/data-folder/index.ts'
import { openDatabaseServer } from '#platform/db/embedded/index.ts'
import { connectDatabase, type Database, migrate, requireDatabase } from '#platform/db/index.ts'
import type { Log } from '#platform/log/index.ts'
import { checkFingerprint, createSecrets, loadSecretKey, type Secrets } from '#platform/secrets/index.ts'
import type { Config } from './config.ts'

/** An installation that is ready for use: its database reached and migrated, its secret key loaded. */
export type Instance = { db: Database; secrets: Secrets; close(): Promise<void> }

export const MIGRATIONS = join(import.meta.dirname, '..', 'migrations')

/**
 * Opens an installation: the embedded PostgreSQL of its data folder, or the one at `databaseUrl`. Migrates it, and refuses a secret key
 * other than the one its secrets were made with.
 */
export const openInstance = async ({
  config,
  log,
  durable = true,
}: {
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'secretKey'>
  log: Log
  /** False where nobody needs the rows after a power cut. */
  durable?: boolean
}): Promise<Instance> => {
  await ensureDataFolder(config.dataDir)
  const server =
    config.databaseUrl === undefined
      ? await openDatabaseServer({ dataDir: config.dataDir, log, durable })
      : null
  try {
    const db = connectDatabase({ url: server?.url ?? config.databaseUrl ?? '', log })
    const close = async () => {
      await db.close()
      await server?.close()
    }
    try {
      await requireDatabase(db)
      await migrate({ db, directory: MIGRATIONS, log })
      const secrets = createSecrets(
        await loadSecretKey({ dataDir: config.dataDir, secretKey: config.secretKey }),
      )
      await checkFingerprint(db, secrets.fingerprint)
      return { db, secrets, close }
    } catch (error) {
      await db.close()
      throw error
    }
  } catch (error) {
    await server?.close()
    throw error
  }
}
