import type { Queryable } from '#platform/db/index.ts'

export type Rejection = {
  /** The row's place in the file: 1 is the first below the header; empty rows do not count. */
  row: number
  reason: string
  cells: string[]
}

/** PostgreSQL takes no NUL, and a row of megabytes is of no use to anybody: its cells are cut. In characters. */
const LONGEST_KEPT_CELL = 2_000
const MOST_KEPT_CELLS = 500

export const insertRejections = async (
  tx: Queryable,
  input: { companyId: string; importId: string; rejections: readonly Rejection[] },
): Promise<void> => {
  const { companyId, importId, rejections } = input
  if (rejections.length === 0) return
  await tx.query(
    `INSERT INTO import_rejections (company_id, import_id, row_number, reason, cells)
     SELECT $1, $2, r.row, r.reason, ARRAY(SELECT json_array_elements_text(r.cells))
     FROM unnest($3::bigint[], $4::text[], $5::json[]) AS r(row, reason, cells)`,
    [
      companyId,
      importId,
      rejections.map(({ row }) => row),
      rejections.map(({ reason }) => reason.replaceAll('\0', '\ufffd')),
      rejections.map(({ cells }) => JSON.stringify(cells.slice(0, MOST_KEPT_CELLS).map(kept))),
    ],
  )
}

const kept = (cell: string): string => {
  const text = cell.replaceAll('\0', '\ufffd')
  return text.length > LONGEST_KEPT_CELL ? `${text.slice(0, LONGEST_KEPT_CELL).toWellFormed()}…` : text
}

/** A page of rejected rows in the order of the file. Index import_rejections_pkey. */
export const rejectionsAfter = async (
  db: Queryable,
  input: { companyId: string; importId: string; after: number; limit: number },
): Promise<Rejection[]> => {
  const { rows } = await db.query<Rejection>(
    `SELECT row_number AS row, reason, cells FROM import_rejections
     WHERE company_id = $1 AND import_id = $2 AND row_number > $3 ORDER BY row_number LIMIT $4`,
    [input.companyId, input.importId, input.after, input.limit],
  )
  return rows
}
