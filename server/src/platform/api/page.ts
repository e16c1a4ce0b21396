import { readCursor, writeCursor } from './page-cursor.ts'

/** Of a list without a `limit`. */
const USUAL_LIMIT = 50

/** What the query of a list says. */
export type PageQuery = { limit?: number | undefined; cursor?: string | undefined }

/** Which page is wanted: after which place (undefined: from the start), and how many rows to read to know whether more follow. */
export const readPage = (
  { limit = USUAL_LIMIT, cursor }: PageQuery,
  parts = 1,
): { after: string[] | undefined; limit: number; rows: number } => ({
  after: cursor === undefined ? undefined : readCursor(cursor, parts),
  limit,
  rows: limit + 1,
})

/** The answer of a list from rows of which one more than `limit` was asked for; `placeOf` names what the list is ordered by. */
export const pageOf = <Row, Item>(
  rows: readonly Row[],
  {
    limit,
    placeOf,
    view,
  }: { limit: number; placeOf: (row: Row) => readonly string[]; view: (row: Row) => Item },
): { items: Item[]; next: string | null } => {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(view),
    next: rows.length > limit && last !== undefined ? writeCursor(placeOf(last)) : null,
  }
}

/** The place of what is ordered by its id. */
export const byId = ({ id }: { id: string }): string[] => [id]
