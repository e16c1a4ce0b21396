import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { invalidInput, messageOf } from '#platform/errors/index.ts'
import { MANIFEST_ENTRY, type Manifest, readManifest } from './manifest.ts'

export type OpenBackup = {
  manifest: Manifest
  /** Throws an AppError when the file lacks it. */
  read(entry: string): Promise<Readable>
  close(): void
}

/** More than any manifest: a file that names a larger one is not ours. */
const LARGEST_MANIFEST = 16 * 1024 * 1024

/** Opens a backup. Throws an AppError that says why it cannot be read: not there, cut off, damaged, of a newer version. */
export const openBackup = async (path: string): Promise<OpenBackup> => {
  const zip = await openPromise(path, { autoClose: false }).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  try {
    const entries = await listEntries(zip).catch((cause: unknown) => {
      throw unreadable(path, cause)
    })
    const read = async (name: string): Promise<Readable> => {
      const entry = entries.get(name)
      if (!entry) throw invalidInput('FILE', `${path} is no whole backup of Cadenza: it lacks ${name}.`)
      return zip.openReadStreamPromise(entry)
    }
    if ((entries.get(MANIFEST_ENTRY)?.uncompressedSize ?? 0) > LARGEST_MANIFEST)
      throw invalidInput('FILE', `${path} is no backup of Cadenza.`)
    const text = await buffer(await read(MANIFEST_ENTRY))
    return { manifest: readManifest(text.toString('utf8'), path), read, close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

const listEntries = async (zip: ZipFile): Promise<Map<string, Entry>> => {
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
  return entries
}

const unreadable = (path: string, cause: unknown) => {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return invalidInput(
    'FILE',
    code === 'ENOENT'
      ? `There is no file ${path}.`
      : code === 'EACCES'
        ? `This user may not read ${path}.`
        : `${path} is no backup of Cadenza, or was cut off: ${messageOf(cause)}.`,
    cause,
  )
}
