import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listRegistered, locksFolder } from '#platform/data-folder/index.ts'
import { openDatabaseServer } from '#platform/db/embedded/index.ts'
import { withDatabaseName } from './database.ts'

const PREFIX = 'cadenza-test-'
const quiet = () => {}
const log = { info: quiet, warn: quiet, error: quiet }

/** A PostgreSQL server in a temporary folder, without fsync: nobody needs a test's rows after a power cut. */
export const startTestServer = async (): Promise<{ url: string; close(): Promise<void> }> => {
  await removeAbandoned()
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX))
  const server = await openDatabaseServer({
    dataDir,
    log,
    durable: false,
    settings: { max_connections: '300', shared_buffers: '128MB' },
  })
  return {
    url: withDatabaseName(server.url, 'postgres'),
    close: async () => {
      await server.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** What runs that were killed left behind. */
const removeAbandoned = async (): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    const dataDir = join(tmpdir(), name)
    if (!name.startsWith(PREFIX) || !(await isAbandoned(dataDir))) continue
    const server = await openDatabaseServer({ dataDir, log, durable: false })
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Nobody uses it, and it is whole; a folder that is just being made has no users yet either. */
const isAbandoned = async (dataDir: string): Promise<boolean> => {
  try {
    const whole = (await readdir(dataDir)).includes('postgres')
    return whole && (await listRegistered(locksFolder(dataDir), 'database-user')).length === 0
  } catch {
    return false
  }
}
