import type { ImportCounts } from './import.ts'
import { addProgress, lockProgress, type StoredImport } from './import-queries.ts'
import type { ImportsDeps } from './imports-deps.ts'
import type { Batch } from './read-batches.ts'
import { insertRejections } from './rejection-queries.ts'

/**
 * Writes a batch, its counts and the place that it reaches in one transaction. False, and nothing written, where the import no longer
 * stands at the batch's beginning: another run is at work on it.
 */
export const writeBatch = (
  { db, ports }: Pick<ImportsDeps, 'db' | 'ports'>,
  { companyId, found, batch }: { companyId: string; found: StoredImport; batch: Batch },
): Promise<boolean> =>
  db.transaction(async (tx) => {
    const importId = found.id
    const progress = await lockProgress(tx, { companyId, importId })
    if (progress?.rows !== batch.from || progress.state !== 'running') return false
    const { rejected, ...counts } = await ports.writeImportedRows({
      tx,
      companyId,
      userId: found.userId,
      importId,
      onExisting: found.onExisting,
      rows: batch.prospects.map(({ input }) => input),
    })
    const rejections = [
      ...batch.rejections,
      ...rejected.flatMap(({ index, mistake }) => {
        const prospect = batch.prospects[index]
        return prospect ? { row: prospect.row, reason: mistake, cells: prospect.cells } : []
      }),
    ]
    await insertRejections(tx, { companyId, importId, rejections })
    const all: ImportCounts = { ...counts, rejected: rejections.length }
    if (Object.values(all).reduce((sum, count) => sum + count, 0) !== batch.rows)
      throw new Error(`a batch of ${batch.rows} rows was counted as ${JSON.stringify(all)}`)
    await addProgress(tx, { companyId, importId, rows: batch.rows, readBytes: batch.readBytes, counts: all })
    return true
  })
