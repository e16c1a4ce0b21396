import { createReadStream } from 'node:fs'

/** A piece of a file as UTF-8 without byte order mark, and how many bytes of the file have been read so far. */
export type DecodedChunk = { bytes: Buffer; readBytes: number }

/** Small enough that parsing one does not hold up the requests of the same process. */
const CHUNK = 65_536
const BOM = '\ufeff'
const BOM_BYTES = Buffer.from(BOM)

/**
 * Reads a file as UTF-8, whatever it is written in, leaving out the first `skip` bytes of the text. Bytes that are no letter become
 * U+FFFD.
 */
export async function* decodeFile(
  path: string,
  { encoding, skip = 0 }: { encoding: string; skip?: number },
): AsyncGenerator<DecodedChunk, void, void> {
  let left = skip
  let readBytes = 0
  const dropSkipped = (bytes: Buffer): Buffer => {
    const kept = bytes.subarray(Math.min(left, bytes.length))
    left -= bytes.length - kept.length
    return kept
  }
  if (encoding === 'utf-8') {
    // Handed on as it is: the parser reads UTF-8 itself.
    let first = true
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
      readBytes += chunk.length
      const bytes = first && chunk.subarray(0, 3).equals(BOM_BYTES) ? chunk.subarray(3) : chunk
      first = false
      yield { bytes: dropSkipped(bytes), readBytes }
    }
    return
  }
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    readBytes += chunk.length
    yield { bytes: dropSkipped(Buffer.from(decoder.decode(chunk, { stream: true }))), readBytes }
  }
  yield { bytes: dropSkipped(Buffer.from(decoder.decode())), readBytes }
}
