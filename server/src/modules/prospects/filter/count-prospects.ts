import type { Queryable } from '#platform/db/index.ts'
import type { AddValue } from './condition.ts'
import { estimateFilter } from './estimate-filter.ts'
import { filterConditions } from './filter-conditions.ts'
import { boundsOf } from './id-bounds.ts'
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
  const asked = filterConditions(companyId, filter, add)
  const bounds = await boundsOf(db, { ...asked, filter, values, add })
  if (bounds === null) return { count: 0, exact: true }
  const { total, conditions } = await estimateFilter(db, { ...asked, bounds, rest: () => '', values })
  const estimated = conditions.reduce((rows, { share }) => rows * share, total)
  return { count: Math.max(MOST_COUNTED, rounded(estimated)), exact: false }
}

/** To two digits, for more would feign to be known. */
const rounded = (count: number): number => {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1)
  return Math.round(count / unit) * unit
}
