import { invalidInput } from '#platform/errors/index.ts'
import { columnNames } from './column-names.ts'
import type { CsvFormat } from './csv-format.ts'
import { decodeFile } from './decode-file.ts'
import type { Encoding } from './detect-encoding.ts'
import type { Columns } from './guess-mapping.ts'
import { HEADER_NAMES } from './header-names.ts'
import type { ImportFile } from './import-file.ts'
import { plainName } from './plain-name.ts'
import { scanFile } from './scan-file.ts'
import { type CsvRecord, createRecordScanner } from './scan-records.ts'
import { sniffDelimiter } from './sniff-delimiter.ts'

export type DetectedFile = {
  format: CsvFormat
  columns: Columns
  /** The first rows below the header. */
  records: CsvRecord[]
  totalBytes: number
  /** SHA-256 of its bytes. */
  digest: string
}

/** Rows after the header that are looked at. */
const FIRST_ROWS = 100
/** Characters that hold the header and enough rows to tell how the file is written. */
const SAMPLE = 131_072
/** A header stands no deeper. */
const MOST_ROWS_ABOVE = 10

/**
 * Finds out how a file is written: encoding, delimiter, header, first rows. Reads all of it once. Throws `invalid_input` on `file` for a
 * file that cannot be read, is no CSV, is empty, or begins with data instead of a header.
 */
export const detectFile = async (file: Pick<ImportFile, 'read'>): Promise<DetectedFile> => {
  const { encoding, totalBytes, digest } = await scanFile(file)
  const sample = await readSample(file, encoding)
  const declared = /^"?sep=([^\p{L}\p{N}"\s]|\t)"?(\r\n|\n|\r)/iu.exec(sample.text)
  const preamble = declared?.[0].length ?? 0
  const text = sample.text.slice(preamble)
  const delimiter = declared?.[1] ?? sniffDelimiter(text)
  const scanner = createRecordScanner(delimiter)
  const records = [...scanner.push(text), ...(sample.whole ? scanner.end() : [])]
  const rowsAbove = headerPlace(records.map(({ cells }) => cells))
  const header = records[rowsAbove]
  if (!header)
    throw invalidInput(
      'file',
      sample.whole
        ? 'The file is empty; it needs a first row that names the columns, and below it one row for each prospect.'
        : `The first row of the file must name the columns, but it is longer than ${SAMPLE} characters, or a quote in it is never closed.`,
    )
  if (header.mistake !== undefined)
    throw invalidInput('file', `The first row of the file must name the columns. ${header.mistake}`)
  const address = header.cells.find((cell) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell.trim()))
  if (address !== undefined)
    throw invalidInput(
      'file',
      `The first row of the file must name the columns, such as Email${delimiter}First Name, but “${address.trim()}” is a mail address. Add a row of names above it.`,
    )
  const first = records.slice(rowsAbove + 1, rowsAbove + 1 + FIRST_ROWS)
  return {
    format: { encoding, delimiter, preamble, rowsAbove, header: header.cells },
    columns: {
      names: columnNames(header.cells),
      header: header.cells,
      rows: first.filter(({ mistake }) => mistake === undefined).map(({ cells }) => cells),
    },
    records: first,
    totalBytes,
    digest,
  }
}

const readSample = async (
  file: Pick<ImportFile, 'read'>,
  encoding: Encoding,
): Promise<{ text: string; whole: boolean }> => {
  let text = ''
  for await (const piece of decodeFile(file, { encoding })) {
    text += piece.text
    if (text.length >= SAMPLE) return { text, whole: false }
  }
  return { text, whole: true }
}

const EMAIL_NAMES: ReadonlySet<string> = new Set(
  HEADER_NAMES.filter(({ field }) => field === 'Email').flatMap(({ names }) => names),
)

/** The first row, unless it names no column of addresses and one below it does. */
const headerPlace = (rows: readonly (readonly string[])[]): number => {
  const place = rows
    .slice(0, MOST_ROWS_ABOVE + 1)
    .findIndex((cells) => cells.some((cell) => EMAIL_NAMES.has(plainName(cell))))
  return Math.max(0, place)
}
