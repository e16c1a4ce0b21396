import type { CsvFormat } from './csv-format.ts'
import { decodeFile } from './decode-file.ts'
import type { ImportFile } from './import-file.ts'
import { type CsvRecord, createRecordScanner } from './scan-records.ts'

/** Rows that came with one piece of the file, and how many bytes of the file have been read so far. */
export type CsvRecords = { records: CsvRecord[]; readBytes: number }

/** Reads the rows of a CSV, the header first. Memory holds one piece of the file and its rows, or one row where that is longer. */
export async function* readRecords(
  file: Pick<ImportFile, 'read'>,
  format: Pick<CsvFormat, 'encoding' | 'delimiter' | 'preamble'>,
): AsyncGenerator<CsvRecords, void, void> {
  const scanner = createRecordScanner(format.delimiter)
  let preamble = format.preamble
  let readBytes = 0
  for await (const piece of decodeFile(file, format)) {
    readBytes = piece.readBytes
    const text = piece.text.slice(preamble)
    preamble -= piece.text.length - text.length
    const records = scanner.push(text)
    if (records.length > 0) yield { records, readBytes }
  }
  const records = scanner.end()
  if (records.length > 0) yield { records, readBytes }
}
