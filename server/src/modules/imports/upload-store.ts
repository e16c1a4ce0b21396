import { createWriteStream } from 'node:fs'
import { access, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { notFound } from '#platform/errors/index.ts'
import { isId } from '#platform/ids/index.ts'
import { unwritable } from './file-errors.ts'
import type { ImportsDeps } from './imports-deps.ts'

type StoreDeps = Pick<ImportsDeps, 'dataDir' | 'newId'>

/** Where a file lies: one that was uploaded, or one that this process may read where it is. Never take a path from the network. */
export type ImportSource = { uploadId: string } | { path: string }

/** Where uploaded files lie. Processes that share the work of imports must share this folder. */
export const uploadsFolder = ({ dataDir }: Pick<ImportsDeps, 'dataDir'>): string => join(dataDir, 'imports')

/**
 * Keeps an uploaded file until an import of it is done. Throws `unavailable` on a full disk; nothing of the file is kept then, nor when the
 * upload breaks off.
 */
export const keepUpload = async (
  deps: StoreDeps,
  { companyId, content }: { companyId: string; content: AsyncIterable<Uint8Array> },
): Promise<{ uploadId: string; bytes: number }> => {
  const uploadId = deps.newId()
  const path = pathOfUpload(deps, companyId, uploadId)
  let bytes = 0
  try {
    await mkdir(uploadsFolder(deps), { recursive: true, mode: 0o700 })
    const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
    await pipeline(Readable.from(content, { objectMode: false }), file)
    bytes = file.bytesWritten
  } catch (error) {
    await rm(path, { force: true })
    throw isOfSystem(error) ? unwritable(path, error) : error
  }
  return { uploadId, bytes }
}

/** The path of a source. Throws `not_found` for an upload that is not of this company or no longer there. */
export const pathOf = async (deps: StoreDeps, companyId: string, source: ImportSource): Promise<string> => {
  if ('path' in source) return source.path
  const path = isId(source.uploadId) ? pathOfUpload(deps, companyId, source.uploadId) : undefined
  const found =
    path !== undefined &&
    (await access(path).then(
      () => true,
      () => false,
    ))
  if (!found)
    throw notFound(
      'There is no such upload, or it was not imported in time; send the file again.',
      'uploadId',
    )
  return path
}

/** Removes the file of an import that is done, if it was uploaded; any other file is its user's. */
export const removeUpload = async (deps: StoreDeps, path: string): Promise<void> => {
  if (path.startsWith(join(uploadsFolder(deps), '/'))) await rm(path, { force: true })
}

const LONGEST_KEPT = 7 * 24 * 60 * 60 * 1000

/** Removes uploads that are older than a week: nobody imported them, or the import failed. Answers how many there were. */
export const removeOldUploads = async (deps: StoreDeps & Pick<ImportsDeps, 'clock'>): Promise<number> => {
  const folder = uploadsFolder(deps)
  const before = deps.clock.now().getTime() - LONGEST_KEPT
  let removed = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const { mtimeMs } = await stat(path)
    if (mtimeMs >= before) continue
    await rm(path, { force: true })
    removed += 1
  }
  return removed
}

const pathOfUpload = (deps: StoreDeps, companyId: string, uploadId: string): string =>
  join(uploadsFolder(deps), `${companyId}.${uploadId}.csv`)

const isOfSystem = (error: unknown): boolean => error instanceof Error && 'syscall' in error
