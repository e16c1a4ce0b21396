import type { Queryable } from '#platform/db/index.ts'
import { chooseReadings, type Reading, type Wanted } from './choose-readings.ts'
import type { AddValue, Condition } from './condition.ts'
import { estimateFilter } from './estimate-filter.ts'
import { type FilterConditions, filterConditions } from './filter-conditions.ts'
import { all, boundsOf, type Within, within, withinFilter } from './id-bounds.ts'
import type { ProspectFilter } from './prospect-filter.ts'
import { bySource, type Candidate, everybody } from './readings.ts'
import { withOnlyUsed } from './with-only-used.ts'

export type Page = FilterConditions & {
  filter: ProspectFilter
  direction: 'ASC' | 'DESC'
  after: string | undefined
  /** How many prospects are read, with those that are dropped before them. */
  limit: number
  /** What `add` has added so far, and adds. */
  values: readonly unknown[]
  add: AddValue
  /** Instead of `chooseReadings`, for tests. */
  choose?: (readings: readonly Reading[], wanted: Wanted) => number[]
}

/**
 * SQL: the ids of a page in their order. Which indexes it is cut from is chosen here and not by PostgreSQL, which takes it that those who
 * fulfil a condition are spread evenly over the order; lists, tags and answers come in clusters, and it then walks past a hundred thousand
 * before the first. Values: $1 company, $2 limit, $3 offset.
 */
export const pageOfIds = async (db: Queryable, page: Page): Promise<string> => {
  const { conditions, direction, after, filter, add } = page
  const rest = within(after === undefined ? [] : [`${direction === 'ASC' ? '>' : '<'} ${add(after)}`])
  const only = onlyReading(conditions)
  if (only) return cutFrom([{ ...only, within: all(withinFilter(filter, add), rest) }], page)
  const bounds = await boundsOf(db, page)
  if (bounds === null) return `SELECT NULL::text COLLATE "C" AS id WHERE false`
  const { readings, ...estimate } = await estimateFilter(db, { ...page, bounds, rest })
  const choose = page.choose ?? chooseReadings
  const chosen = choose(readings, { ...estimate, limit: page.limit })
  return cutFrom(
    chosen.flatMap((place) => readings[place] ?? []),
    page,
  )
}

/** Where there is nothing to choose. */
const onlyReading = (conditions: readonly Condition[]): Candidate | undefined => {
  if (conditions.length === 0) return everybody(conditions)
  const isIndexed = conditions.length === 1 && conditions[0]?.source?.isOrdered
  return isIndexed ? bySource(conditions)[0] : undefined
}

const cutFrom = (
  readings: readonly (Candidate & { within: Within })[],
  { conditions, direction }: Pick<Page, 'conditions' | 'direction'>,
): string => {
  const sources = readings.map((reading, index) => {
    const ids = `(${orderedIds(reading, direction)})`
    return index === 0 ? `${ids} found` : `JOIN ${ids} also${index} ON also${index}.id = found.id`
  })
  const left = conditions.filter((_, place) => !readings.some(({ answers }) => answers.includes(place)))
  return `SELECT found.id FROM ${sources.join(' ')} ${lookedUp(left)}
    ORDER BY found.id ${direction} LIMIT $2 OFFSET $3`
}

/**
 * Behind a fence PostgreSQL reads each in its order, and not by another index that it takes for better; of a number that it does not know it takes it
 * that only a tenth is wanted.
 */
const orderedIds = (
  { sql, asked, id, repeats, isOrdered, within }: Candidate & { within: Within },
  direction: Page['direction'],
): string => {
  const ordered = `ORDER BY ${id} ${direction} ${isOrdered ? 'LIMIT (SELECT 1000000000)' : 'OFFSET 0'}`
  if (asked.length === 0)
    return `SELECT ${id} AS id ${sql}${within(id)} ${repeats ? 'GROUP BY 1' : ''} ${ordered}`
  return `SELECT p.id FROM (SELECT p.* ${sql}${within(id)} ${ordered}) p WHERE ${asked.join(' AND ')}`
}

/** Looks those who were found up one by one, for PostgreSQL would else join them in another way. */
const lookedUp = (conditions: readonly Condition[]): string => {
  if (conditions.length === 0) return ''
  const row = conditions.some(({ isOfRow }) => isOfRow)
    ? 'prospects p WHERE p.company_id = $1 AND p.id = found.id AND'
    : '(SELECT found.id) p WHERE'
  return `CROSS JOIN LATERAL (SELECT FROM ${row} ${conditions.map(({ sql }) => sql).join(' AND ')} LIMIT 1) looked`
}

/** The ids of some prospects of a filter, the oldest first. */
export const listIds = async (
  db: Queryable,
  { companyId, filter, limit }: { companyId: string; filter: ProspectFilter; limit: number },
): Promise<string[]> => {
  const values: unknown[] = [companyId, limit, 0]
  const add: AddValue = (value) => `$${values.push(value)}`
  const asked = filterConditions(companyId, filter, add)
  const page: Page = { ...asked, filter, limit, add, values, after: undefined, direction: 'ASC' }
  const { text, used } = withOnlyUsed(await pageOfIds(db, page), values)
  return (await db.query<{ id: string }>(text, used)).rows.map(({ id }) => id)
}
