import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log } from '#platform/log/index.ts'
import { type Instance, openInstance } from '../../open-instance.ts'

/** An empty installation in a temporary folder, with a database server of its own; gone when it is closed. */
export const openThrowAwayInstance = async ({
  log,
}: {
  log: Log
}): Promise<Instance & { dataDir: string }> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'cadenza-simulation-'))
  const remove = () => rm(dataDir, { recursive: true, force: true })
  try {
    const config = { dataDir, databaseUrl: undefined, secretKey: undefined }
    const instance = await openInstance({ config, log, durable: false })
    const close = async () => {
      await instance.close()
      await remove()
    }
    return { ...instance, dataDir, close }
  } catch (error) {
    await remove()
    throw error
  }
}
