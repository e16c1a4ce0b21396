import type { Encoding } from './detect-encoding.ts'
import type { ImportFile } from './import-file.ts'

/** A piece of a file's text, and how many bytes of the file have been read so far. */
export type DecodedPiece = { text: string; readBytes: number }

/** Reads a file as text without its byte order mark. Bytes that are no letter become U+FFFD. */
export async function* decodeFile(
  file: Pick<ImportFile, 'read'>,
  { encoding }: { encoding: Encoding },
): AsyncGenerator<DecodedPiece, void, void> {
  const decoder = new TextDecoder(encoding)
  let readBytes = 0
  for await (const bytes of file.read()) {
    readBytes += bytes.length
    yield { text: decoder.decode(bytes, { stream: true }), readBytes }
  }
  yield { text: decoder.decode(), readBytes }
}
