import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

export type ZipEntry = {
  name: string
  /** Called when its turn comes, after the entry before it was read to its end. */
  open: () => Promise<Readable>
}

/** Little is gained by more, and a running server needs the processor too. */
const COMPRESSION_LEVEL = 1

/** Writes entries one after the other; of any size, since none is held in memory. */
export const writeZip = async (
  entries: readonly ZipEntry[],
  { into, mtime, signal }: { into: Writable; mtime: Date; signal?: AbortSignal | undefined },
): Promise<void> => {
  const zip = new ZipFile()
  const failed = new AbortController()
  zip.on('error', (error) => failed.abort(error))
  for (const { name, open } of entries)
    zip.addReadStreamLazy(name, { mtime, compressionLevel: COMPRESSION_LEVEL }, (give) => {
      open().then(
        (content) => give(null, content),
        (error: unknown) => failed.abort(error),
      )
    })
  zip.end()
  const either = signal ? AbortSignal.any([failed.signal, signal]) : failed.signal
  try {
    await pipeline(zip.outputStream, into, { signal: either })
  } catch (error) {
    // The pipeline says only that it was aborted.
    either.throwIfAborted()
    throw error
  }
}
