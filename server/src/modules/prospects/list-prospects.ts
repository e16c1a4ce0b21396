import type { Queryable } from '#platform/db/index.ts'
import type { AddValue, Condition } from './filter/condition.ts'
import { filterConditions } from './filter/filter-conditions.ts'
import { withinFilter } from './filter/id-bounds.ts'
import { pageOfIds } from './filter/page-of-ids.ts'
import type { ProspectFilter, ProspectSort } from './filter/prospect-filter.ts'
import { type Order, orderOf } from './filter/prospect-order.ts'
import { withOnlyUsed } from './filter/with-only-used.ts'
import { PROSPECT_COLUMNS } from './find-prospect.ts'
import type { Prospect } from './prospect.ts'

/** Prospects read at once while streaming. */
const PAGE = 1000

/**
 * A page of prospects in an order: after the place `after` (see `placeIn`), or from the 1-based record `start` (which reads and drops what
 * comes before it; only the public API pages so). The page is cut from an index first and then joined. Which index serves what, and what
 * that costs with 1,000,000 prospects, is in docs/decisions/0012.
 */
export const listProspects = async (
  db: Queryable,
  input: {
    companyId: string
    filter?: ProspectFilter | undefined
    sort?: ProspectSort | undefined
    after?: readonly string[] | undefined
    start?: number | undefined
    limit: number
  },
): Promise<Prospect[]> => {
  const { companyId, filter = {}, sort = 'createdAt', after, start = 1, limit } = input
  const values: unknown[] = [companyId, limit, Math.max(0, start - 1)]
  const add = (value: unknown) => `$${values.push(value)}`
  const order = orderOf(sort)
  const asked = filterConditions(companyId, filter, add)
  const { direction } = order
  const ids =
    order.columns[0] === 'id'
      ? await pageOfIds(db, {
          ...asked,
          ...{ filter, direction, after: after?.[0], limit: start - 1 + limit, values, add },
        })
      : idsInOrder({ ...asked, order, after, filter, add })
  const by = order.columns.map((column) => `p.${column} ${direction}`).join(', ')
  const { text, used } = withOnlyUsed(
    `SELECT ${PROSPECT_COLUMNS}
     FROM (${ids}) page
     CROSS JOIN LATERAL (SELECT * FROM prospects WHERE company_id = $1 AND id = page.id LIMIT 1) p
     ORDER BY ${by}`,
    values,
  )
  const { rows } = await db.query<Prospect>(text, used)
  return rows
}

/** SQL: the ids of a page in the order of prospects_interaction or of addresses; PostgreSQL decides how. */
const idsInOrder = ({
  conditions,
  order,
  after,
  filter,
  add,
}: {
  conditions: readonly Condition[]
  order: Order
  after: readonly string[] | undefined
  filter: ProspectFilter
  add: AddValue
}): string => {
  const all = [
    `p.company_id = $1${withinFilter(filter, add)('p.id')}`,
    ...conditions.map(({ sql }) => sql),
    ...(after ? [afterSql(order, after, add)] : []),
  ].join(' AND ')
  const by = order.columns.map((column) => `p.${column} ${order.direction}`).join(', ')
  return `SELECT p.id FROM prospects p WHERE ${all} ORDER BY ${by} LIMIT $2 OFFSET $3`
}

const afterSql = ({ columns, types, direction }: Order, after: readonly string[], add: AddValue): string => {
  const place = after.map((value, index) => `${add(value)}::${types[index]}`)
  return `(${columns.map((column) => `p.${column}`).join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${place.join(', ')})`
}

/** All prospects of a filter, page by page, in the order of their ids; memory holds one page. */
export async function* streamProspects(
  db: Queryable,
  input: { companyId: string; filter?: ProspectFilter | undefined },
): AsyncGenerator<Prospect[], void, void> {
  let after: string[] | undefined
  for (;;) {
    const page = await listProspects(db, { ...input, after, limit: PAGE })
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (page.length < PAGE || last === undefined) return
    after = [last.id]
  }
}
