import { columnNames } from './column-names.ts'
import { storedImport } from './import-queries.ts'
import type { ImportsDeps } from './imports-deps.ts'
import { rejectionsAfter } from './rejection-queries.ts'
import { unknownImport } from './unknown-import.ts'

/** A row that was not taken, with its cells under the names of their columns. */
export type RejectedRow = { row: number; reason: string; cells: { column: string; value: string }[] }

/** A page of them in the order of the file; `after`: the place of the last row of the page before. Throws `not_found`. */
export const rejectedRows = async (
  { db }: Pick<ImportsDeps, 'db'>,
  { companyId, importId, ...page }: { companyId: string; importId: string; after: number; limit: number },
): Promise<RejectedRow[]> => {
  const found = await storedImport(db, { companyId, importId })
  if (!found) throw unknownImport(importId)
  const names = columnNames(found.format.header)
  const rows = await rejectionsAfter(db, { companyId, importId, ...page })
  return rows.map(({ row, reason, cells }) => ({
    row,
    reason,
    cells: cells.map((value, index) => ({ column: names[index] ?? `Column ${index + 1}`, value })),
  }))
}
