import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { invalidInput } from '#platform/errors/index.ts'
import { MANIFEST_ENTRY, type Manifest, readManifest } from './manifest.ts'
import { openZip } from './open-zip.ts'

export type OpenBackup = {
  manifest: Manifest
  /** Throws an AppError when the file lacks it. */
  read(entry: string): Promise<Readable>
  close(): void
}

/** More than any manifest: a file that names a larger one is not ours. */
export const LARGEST_MANIFEST = 16 * 1024 * 1024

/** Opens a backup. Throws an AppError that says why it cannot be read: not there, cut off, damaged, of a newer version. */
export const openBackup = async (path: string): Promise<OpenBackup> => {
  const zip = await openZip(path, 'backup of Cadenza')
  try {
    if ((zip.sizeOf(MANIFEST_ENTRY) ?? 0) > LARGEST_MANIFEST)
      throw invalidInput('FILE', `${path} is no backup of Cadenza.`)
    const text = await buffer(await zip.read(MANIFEST_ENTRY))
    const { read, close } = zip
    return { manifest: readManifest(text.toString('utf8'), path), read, close }
  } catch (error) {
    zip.close()
    throw error
  }
}
