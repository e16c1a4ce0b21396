import { conflict } from '#platform/errors/index.ts'
import { ensureDataFolder, locksFolder } from './ensure-data-folder.ts'
import { listRegistered, register } from './registrations.ts'
import { takeTurn } from './take-turn.ts'

/**
 * Makes this process the one server of a data folder until `release` or its end, however it ends. Throws an AppError naming the
 * process that is it already.
 */
export const takeServerLock = async (dataDir: string): Promise<{ release(): Promise<void> }> => {
  await ensureDataFolder(dataDir)
  const folder = locksFolder(dataDir)
  return takeTurn(folder, async () => {
    const [other] = await listRegistered(folder, 'server')
    if (other) {
      throw conflict(
        `A Cadenza server (process ${other.pid}) already runs on the data folder ${dataDir}. Stop it first, or name another folder with DATA_DIR.`,
        'DATA_DIR',
      )
    }
    const own = await register(folder, 'server')
    return { release: own.remove }
  })
}
