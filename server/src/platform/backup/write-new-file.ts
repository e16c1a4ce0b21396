import { access, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Writable } from 'node:stream'
import { AppError, conflict, messageOf } from '#platform/errors/index.ts'

/**
 * Writes a file that is not there yet. While it is written it bears the name with `.part`, so that what is there under the name is whole, and
 * on the disk. Throws an AppError when the file is there already or cannot be written; then, as when `write` throws, no file is left.
 *
 * @param what `a backup`
 * @param write must have ended the stream when it resolves, as a pipeline does
 */
export const writeNewFile = async <T>(
  { path, what }: { path: string; what: string },
  write: (into: Writable) => Promise<T>,
): Promise<{ result: T; bytes: number }> => {
  await refuseExisting(path, what)
  const part = `${path}.part`
  const file = await open(part, 'wx', 0o600).catch((cause: unknown) => {
    throw unwritable(part, cause)
  })
  try {
    // On the disk when it is closed, which its end does.
    const result = await write(file.createWriteStream({ flush: true }))
    const { size } = await stat(part)
    await refuseExisting(path, what)
    await rename(part, path)
    await syncFolderOf(path)
    return { result, bytes: size }
  } catch (error) {
    await file.close().catch(() => {})
    await rm(part, { force: true })
    throw isOfSystem(error) ? unwritable(part, error) : error
  }
}

const refuseExisting = async (path: string, what: string): Promise<void> => {
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (isThere)
    throw conflict(`${path} is there already, and ${what} overwrites nothing. Choose another name.`, '--out')
}

/** The name of a file is on the disk when its folder is. Windows cannot, and needs not, do this. */
const syncFolderOf = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const isOfSystem = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && 'path' in error

const unwritable = (path: string, cause: unknown): AppError => {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  const message =
    code === 'EEXIST'
      ? `${path} is there already: another is being written to it, or one was cut off. Remove it if none runs, or choose another name.`
      : code === 'ENOSPC'
        ? `The disk became full while ${path} was written; the part was removed.`
        : `${path} cannot be written: ${messageOf(cause)}. Choose another place.`
  return new AppError({
    code: code === 'EEXIST' ? 'conflict' : 'unavailable',
    field: '--out',
    message,
    cause,
  })
}
