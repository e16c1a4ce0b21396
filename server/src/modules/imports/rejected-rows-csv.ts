import { csvRow } from '#platform/csv/index.ts'
import { columnNames } from './column-names.ts'
import { storedImport } from './import-queries.ts'
import type { ImportsDeps } from './imports-deps.ts'
import { REJECTED_COLUMNS } from './rejected-columns.ts'
import { rejectionsAfter } from './rejection-queries.ts'
import { unknownImport } from './unknown-import.ts'

const PAGE = 500
const BOM = '\ufeff'

/**
 * The rejected rows of an import as the text of a CSV, in pieces: each row's place and why it was rejected, then its cells as they came.
 * Corrected, it can be imported as it is. Delimiter as in the file; the byte order mark tells spreadsheets that it is UTF-8.
 */
export async function* rejectedRowsCsv(
  { db }: Pick<ImportsDeps, 'db'>,
  which: { companyId: string; importId: string },
): AsyncGenerator<string, void, void> {
  const found = await storedImport(db, which)
  if (!found) throw unknownImport(which.importId)
  const { header, delimiter } = found.format
  yield `${BOM}${csvRow([...REJECTED_COLUMNS, ...columnNames(header)], delimiter)}`
  for (let after = 0; ; ) {
    const page = await rejectionsAfter(db, { ...which, after, limit: PAGE })
    const last = page.at(-1)
    if (!last) return
    yield page.map(({ row, reason, cells }) => csvRow([String(row), reason, ...cells], delimiter)).join('')
    after = last.row
  }
}
