import { access, constants, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, messageOf } from '#platform/errors/index.ts'

const REASONS: Record<string, string> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'it is on a disk that can only be read',
  ENOSPC: 'the disk is full; make room and start again',
  EDQUOT: 'the disk quota is used up; make room and start again',
  ENOTDIR: 'a part of that path is a file',
  EEXIST: 'that path is a file',
}

/** The folder of `registrations.ts` in a data folder. */
export const locksFolder = (dataDir: string): string => join(dataDir, 'locks')

/** Makes the data folder, private to its user, where there is none. Throws an AppError that says why it cannot be used. */
export const ensureDataFolder = async (dataDir: string): Promise<void> => {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    await mkdir(locksFolder(dataDir), { recursive: true, mode: 0o700 })
    await access(dataDir, constants.W_OK | constants.X_OK)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    throw new AppError({
      code: 'unavailable',
      field: 'DATA_DIR',
      message: `The data folder ${dataDir} cannot be used: ${REASONS[code] ?? messageOf(cause)}. Another folder can be named with DATA_DIR.`,
      cause,
    })
  }
}
