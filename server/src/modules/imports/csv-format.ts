/** How a file is read; stored with its import, so that a run that goes on reads it the same way. */
export type CsvFormat = {
  /** A label that TextDecoder knows. */
  encoding: string
  delimiter: string
  /** Bytes, of the text as UTF-8, before the header: the `sep=;` that Excel writes. */
  preamble: number
  /** The names of the columns, trimmed. */
  header: string[]
}
