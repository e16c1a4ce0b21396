import { open, stat } from 'node:fs/promises'
import { unreadable } from './file-errors.ts'

/** A file to be imported, wherever it lies. Both throw `invalid_input` on `file` where it cannot be read. */
export type ImportFile = {
  /**
   * Its bytes, from the first, in pieces small enough that looking at one does not hold up the requests of the same process. A piece
   * holds until the next is asked for.
   */
  read(): AsyncIterable<Uint8Array>
  /** Is another once the file is. */
  stamp(): Promise<string>
}

/** In bytes. */
export const PIECE = 65_536

/** A file that this process may read where it is. */
export const localFile = (path: string): ImportFile => ({
  read: () => readLocal(path),
  stamp: async () => {
    try {
      const { size, mtimeMs, ino } = await stat(path)
      return `${size} ${mtimeMs} ${ino}`
    } catch (error) {
      throw unreadable(path, error)
    }
  },
})

async function* readLocal(path: string): AsyncGenerator<Uint8Array, void, void> {
  try {
    await using file = await open(path)
    // One for all: a million rows would leave a hundred megabytes of them to the garbage collector, which is in no hurry with buffers.
    const piece = Buffer.alloc(PIECE)
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, PIECE)
      if (bytesRead === 0) return
      yield piece.subarray(0, bytesRead)
    }
  } catch (error) {
    throw unreadable(path, error)
  }
}
