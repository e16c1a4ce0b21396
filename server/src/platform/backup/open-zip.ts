import type { Readable } from 'node:stream'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { invalidInput, messageOf } from '#platform/errors/index.ts'

export type OpenZip = {
  /** Before compression; undefined where there is no such entry. */
  sizeOf(entry: string): number | undefined
  /** Throws an AppError when the file lacks it. */
  read(entry: string): Promise<Readable>
  close(): void
}

/**
 * Opens a zip file of ours. Throws an AppError that says why it cannot be read: not there, cut off, damaged.
 *
 * @param what what it should be, such as `backup of Cadenza`
 */
export const openZip = async (path: string, what: string): Promise<OpenZip> => {
  const zip = await openPromise(path, { autoClose: false }).catch((cause: unknown) => {
    throw unreadable(path, what, cause)
  })
  try {
    const entries = await listEntries(zip)
    return {
      sizeOf: (name) => entries.get(name)?.uncompressedSize,
      read: async (name) => {
        const entry = entries.get(name)
        if (!entry) throw invalidInput('FILE', `${path} is no whole ${what}: it lacks ${name}.`)
        return zip.openReadStreamPromise(entry)
      },
      close: () => zip.close(),
    }
  } catch (cause) {
    zip.close()
    throw unreadable(path, what, cause)
  }
}

const listEntries = async (zip: ZipFile): Promise<Map<string, Entry>> => {
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
  return entries
}

const unreadable = (path: string, what: string, cause: unknown) => {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return invalidInput(
    'FILE',
    code === 'ENOENT'
      ? `There is no file ${path}.`
      : code === 'EACCES'
        ? `This user may not read ${path}.`
        : `${path} is no ${what}, or was cut off: ${messageOf(cause).replace(/\.+$/, '')}.`,
    cause,
  )
}
