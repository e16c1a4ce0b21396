import type { Queryable } from '#platform/db/index.ts'
import type { AddValue } from './condition.ts'
import { estimateRows, estimateWords } from './estimate-rows.ts'
import { filterConditions } from './filter-conditions.ts'
import { idBounds } from './id-bounds.ts'
import { listIds } from './page-of-ids.ts'
import type { ProspectFilter } from './prospect-filter.ts'

/** Counted one by one up to here; what goes beyond is estimated. */
const MOST_COUNTED = 1000

/**
 * How many prospects a filter has: counted where they are few, else about as many as PostgreSQL's statistics let expect, with the conditions
 * taken to have nothing to do with each other.
 */
export const countProspects = async (
  db: Queryable,
  { companyId, filter }: { companyId: string; filter: ProspectFilter },
): Promise<{ count: number; exact: boolean }> => {
  const counted = (await listIds(db, { companyId, filter, limit: MOST_COUNTED + 1 })).length
  if (counted <= MOST_COUNTED) return { count: counted, exact: true }
  const values: unknown[] = [companyId]
  const add: AddValue = (value) => `$${values.push(value)}`
  const { from, before } = idBounds(filter)
  const all = [
    'FROM prospects s WHERE s.company_id = $1',
    ...(from === undefined ? [] : [`AND s.id >= ${add(from)}`]),
    ...(before === undefined ? [] : [`AND s.id < ${add(before)}`]),
  ].join(' ')
  const sources = filterConditions(companyId, filter, add).flatMap(({ source }) => (source ? [source] : []))
  const [total = 0, ...rows] = await estimateRows(db, [all, ...sources.map(({ sql }) => sql)], values)
  let share = 1
  for (const [index, { words }] of sources.entries()) {
    const planned = rows[index] ?? 0
    const fitting =
      words === undefined ? planned : (await estimateWords(db, { words, planned, total, values })).rows
    share *= Math.min(1, fitting / Math.max(1, total))
  }
  return { count: Math.max(MOST_COUNTED, rounded(total * share)), exact: false }
}

/** To two digits, for more would feign to be known. */
const rounded = (count: number): number => {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1)
  return Math.round(count / unit) * unit
}
