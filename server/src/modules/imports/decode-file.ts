import { createReadStream } from 'node:fs'
import type { Encoding } from './detect-encoding.ts'

/** A piece of a file's text, and how many bytes of the file have been read so far. */
export type DecodedPiece = { text: string; readBytes: number }

/** Small enough that reading one does not hold up the requests of the same process. */
const PIECE = 65_536

/** Reads a file as text without its byte order mark. Bytes that are no letter become U+FFFD. */
export async function* decodeFile(
  path: string,
  { encoding }: { encoding: Encoding },
): AsyncGenerator<DecodedPiece, void, void> {
  const decoder = new TextDecoder(encoding)
  let readBytes = 0
  for await (const bytes of createReadStream(path, { highWaterMark: PIECE }) as AsyncIterable<Buffer>) {
    readBytes += bytes.length
    yield { text: decoder.decode(bytes, { stream: true }), readBytes }
  }
  yield { text: decoder.decode(), readBytes }
}
