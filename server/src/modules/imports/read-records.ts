import { CsvError, parse } from 'csv-parse'
import type { CsvFormat } from './csv-format.ts'
import { decodeFile } from './decode-file.ts'

/** A row of a CSV; `mistake` says why it could not be read, and its only cell is then the line as it stands. */
export type CsvRecord = { cells: string[]; mistake?: string }

/** Rows that came with one piece of the file, and how many bytes of the file have been read so far. */
export type CsvRecords = { records: CsvRecord[]; readBytes: number }

/** No row of people is longer; a longer one is a quote that was never closed. */
const LONGEST_RECORD = 1_000_000

/**
 * Reads the rows of a CSV, the header first. Quotes inside cells, rows of any length and all line ends are taken; empty rows are left
 * out. Where a quote is never closed, the line it stands in becomes a row with a `mistake` and reading goes on with the next line (the
 * file is then read again up to there, which costs time but no memory).
 */
export async function* readRecords(
  path: string,
  format: Pick<CsvFormat, 'encoding' | 'delimiter' | 'preamble'>,
): AsyncGenerator<CsvRecords, void, void> {
  let from = format.preamble
  for (;;) {
    const brokenAt = yield* readUntilBroken(path, format, from)
    if (brokenAt === undefined) return
    const line = await readLine(path, format.encoding, brokenAt)
    yield {
      records: [{ cells: [line.text], mistake: 'A quote in this line is never closed.' }],
      readBytes: line.readBytes,
    }
    from = line.end
  }
}

/** Yields rows until the end, or answers with the byte (of the text) at which the row that cannot be read begins. */
async function* readUntilBroken(
  path: string,
  format: Pick<CsvFormat, 'encoding' | 'delimiter'>,
  from: number,
): AsyncGenerator<CsvRecords, number | undefined, void> {
  let records: CsvRecord[] = []
  let good = from
  const parser = parse({
    delimiter: format.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: LONGEST_RECORD,
    // Taken here and not from the stream, which forgets the rows before one that fails.
    on_record: (cells: string[], { bytes }) => {
      records.push({ cells })
      good = from + bytes
      return null
    },
  })
  parser.on('error', () => {})
  parser.resume()
  const take = (readBytes: number): CsvRecords => {
    const taken = { records, readBytes }
    records = []
    return taken
  }
  let readBytes = 0
  try {
    for await (const chunk of decodeFile(path, { encoding: format.encoding, skip: from })) {
      readBytes = chunk.readBytes
      await settled((done) => parser.write(chunk.bytes, done))
      if (records.length > 0) yield take(readBytes)
    }
    await settled((done) => {
      parser.once('error', done)
      parser.end(done)
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (records.length > 0) yield take(readBytes)
    return good
  } finally {
    parser.destroy()
  }
  if (records.length > 0) yield take(readBytes)
  return undefined
}

const settled = (start: (done: (error?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())))

/** The first line with anything in it at or after a byte of the text. */
const readLine = async (
  path: string,
  encoding: string,
  from: number,
): Promise<{ text: string; end: number; readBytes: number }> => {
  const parts: Buffer[] = []
  let end = from
  for await (const { bytes, readBytes } of decodeFile(path, { encoding, skip: from })) {
    const stop = lineEnd(bytes, parts.length > 0)
    parts.push(bytes.subarray(0, stop))
    end += Math.min(stop + 1, bytes.length)
    if (stop < bytes.length) return { text: lineText(parts), end, readBytes }
  }
  return { text: lineText(parts), end, readBytes: 0 }
}

const LF = 0x0a
const CR = 0x0d

/** Where the line ends in `bytes`; line breaks before its first letter are part of it. */
const lineEnd = (bytes: Buffer, begun: boolean): number => {
  let inside = begun
  for (let index = 0; index < bytes.length; index += 1) {
    const isBreak = bytes[index] === LF || bytes[index] === CR
    if (isBreak && inside) return index
    inside ||= !isBreak
  }
  return bytes.length
}

const lineText = (parts: readonly Buffer[]): string => Buffer.concat(parts).toString('utf8').trim()
