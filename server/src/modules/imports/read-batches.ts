import type { ProspectInput } from '#modules/prospects/index.ts'
import type { ImportFile } from './import-file.ts'
import type { StoredImport } from './import-queries.ts'
import { readRecords } from './read-records.ts'
import { createRowReader } from './read-row.ts'
import type { Rejection } from './rejection-queries.ts'

/** Rows that follow one another in the file, to be written together. */
export type Batch = {
  /** Rows that are done before it. */
  from: number
  rows: number
  prospects: { row: number; cells: string[]; input: ProspectInput }[]
  rejections: Rejection[]
  /** Of the file, up to its last row. */
  readBytes: number
}

/** Larger ones are hardly faster, and hold their locks for longer. */
const MOST_ROWS = 1_000
/** What rows of megabytes may take of the memory. */
const MOST_BYTES = 4_000_000

/** Reads the rows of an import that are not done yet, in batches. */
export async function* readBatches(
  file: Pick<ImportFile, 'read'>,
  found: Pick<StoredImport, 'format' | 'mapping' | 'list' | 'tags' | 'owner' | 'rows'>,
): AsyncGenerator<Batch, void, void> {
  const { format } = found
  const readRow = createRowReader(found)
  let row = -1 - format.rowsAbove
  let batch = emptyBatch(found.rows, 0)
  let begunAt = 0
  for await (const { records, readBytes } of readRecords(file, format)) {
    for (const record of records) {
      row += 1
      if (row <= found.rows) {
        begunAt = readBytes
        continue
      }
      const input = readRow(record)
      if ('mistake' in input) batch.rejections.push({ row, reason: input.mistake, cells: record.cells })
      else batch.prospects.push({ row, cells: record.cells, input })
      batch.rows += 1
      batch.readBytes = readBytes
      if (batch.rows < MOST_ROWS && readBytes - begunAt < MOST_BYTES) continue
      yield batch
      batch = emptyBatch(row, readBytes)
      begunAt = readBytes
    }
  }
  if (batch.rows > 0) yield batch
}

const emptyBatch = (from: number, readBytes: number): Batch => ({
  from,
  rows: 0,
  prospects: [],
  rejections: [],
  readBytes,
})
