import type { Encoding } from './detect-encoding.ts'

/** How a file is read; stored with its import, so that a run that goes on reads it the same way. */
export type CsvFormat = {
  encoding: Encoding
  /** One character. */
  delimiter: string
  /** Characters before the first row: the `sep=;` that Excel writes and understands. */
  preamble: number
  /** Rows above the header, such as the notes in a LinkedIn export. */
  rowsAbove: number
  /** The header's cells, as they stand. */
  header: string[]
}
