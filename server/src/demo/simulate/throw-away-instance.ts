import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabaseServer } from '#platform/db/embedded/index.ts'
import { connectDatabase, type Database, migrate } from '#platform/db/index.ts'
import type { Log } from '#platform/log/index.ts'
import { createSecrets, type Secrets } from '#platform/secrets/index.ts'

const MIGRATIONS = join(import.meta.dirname, '..', '..', '..', 'migrations')

/** An empty installation in a temporary folder, with a database server of its own; gone when it is closed. */
export const openThrowAwayInstance = async ({
  log,
}: {
  log: Log
}): Promise<{ db: Database; secrets: Secrets; dataDir: string; close(): Promise<void> }> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'cadenza-simulation-'))
  const remove = () => rm(dataDir, { recursive: true, force: true })
  try {
    // Nobody needs its rows after a power cut.
    const server = await openDatabaseServer({ dataDir, log, durable: false })
    const db = connectDatabase({ url: server.url, log })
    const close = async () => {
      await db.close()
      await server.close()
      await remove()
    }
    try {
      await migrate({ db, directory: MIGRATIONS, log })
      return { db, secrets: createSecrets(randomBytes(32).toString('base64')), dataDir, close }
    } catch (error) {
      await close()
      throw error
    }
  } catch (error) {
    await remove()
    throw error
  }
}
