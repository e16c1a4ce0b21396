import type { Queryable } from '#platform/db/index.ts'
import { chooseSources } from './choose-source.ts'
import { chooseWords } from './choose-words.ts'
import type { AddValue, Condition, Source } from './condition.ts'
import { estimateRows, estimateWords } from './estimate-rows.ts'
import { filterConditions } from './filter-conditions.ts'
import { idBounds } from './id-bounds.ts'
import type { ProspectFilter } from './prospect-filter.ts'
import { withOnlyUsed } from './with-only-used.ts'

const ALL: Source = { sql: 'FROM prospects s WHERE s.company_id = $1', id: 's.id', isOrdered: true }

type Page = {
  filter: ProspectFilter
  conditions: readonly Condition[]
  direction: 'ASC' | 'DESC'
  after: string | undefined
  limit: number
  values: readonly unknown[]
  add: AddValue
}

/**
 * SQL: the ids of a page in their order. Which source it is cut from is chosen here and not by PostgreSQL, which takes it that those who
 * fulfil a condition are spread evenly over the order; lists, tags and answers come in clusters, and it then walks past a hundred thousand
 * before the first. Values: $1 company, $2 limit, $3 offset.
 */
export const pageOfIds = async (db: Queryable, page: Page): Promise<string> => {
  const chosen = await sourcesOf(db, page)
  const answered = new Set(chosen.map(({ answers }) => answers))
  const rest = page.conditions.filter((condition) => !answered.has(condition))
  const { add, direction, filter, after } = page
  const { from, before } = idBounds(filter)
  const bounds = [
    ...(from === undefined ? [] : [`>= ${add(from)}`]),
    ...(before === undefined ? [] : [`< ${add(before)}`]),
    ...(after === undefined ? [] : [`${direction === 'ASC' ? '>' : '<'} ${add(after)}`]),
  ]
  const idsIn = ({ source: { id, sql } }: Chosen) =>
    `SELECT ${id} AS id ${sql} ${bounds.map((bound) => `AND ${id} ${bound}`).join(' ')}`
  // Walked through in its order; behind the fence it is not joined in another way.
  const found = `${chosen.map(idsIn).join(' INTERSECT ')} ${chosen.length === 1 ? 'GROUP BY 1' : ''} ORDER BY 1 ${direction} OFFSET 0`
  const one = ['p.company_id = $1', 'p.id = found.id', ...rest.map(({ sql }) => sql)].join(' AND ')
  return `SELECT p.id FROM (${found}) found
    CROSS JOIN LATERAL (SELECT p.id FROM prospects p WHERE ${one} LIMIT 1) p
    ORDER BY found.id ${direction} LIMIT $2 OFFSET $3`
}

/** What a page is cut from, and the condition that everybody in it fulfils. */
type Chosen = { source: Source; answers: Condition | undefined }

const EVERYBODY: Chosen = { source: ALL, answers: undefined }

/** One, or two for those who are in both. */
const sourcesOf = async (db: Queryable, { conditions, limit, values }: Page): Promise<Chosen[]> => {
  const choices = conditions.flatMap((condition) => {
    const { source } = condition
    return source ? [{ source, answers: condition }] : []
  })
  const [only] = choices
  if (only === undefined) return [EVERYBODY]
  if (conditions.length === 1 && only.source.isOrdered) return [only]
  const planned = await estimateRows(db, [ALL.sql, ...choices.map(({ source }) => source.sql)], values)
  const [total = 0, ...rows] = planned
  const estimated = await Promise.all(
    choices.map(async (choice, index) => {
      const { isOrdered, words } = choice.source
      const estimate = { isOrdered, rows: rows[index] ?? 0 }
      if (words === undefined) return { ...choice, estimate }
      const found = await estimateWords(db, { words, planned: estimate.rows, total, values })
      const places = chooseWords(found.each)
      if (places.length === words.fits.length)
        return { ...choice, estimate: { isOrdered, rows: found.rows, read: found.rows } }
      const read = Math.min(...places.map((place) => found.each[place]?.rows ?? 0))
      const source = { ...choice.source, sql: words.having(places) }
      return { source, answers: undefined, estimate: { isOrdered, rows: found.rows, read } }
    }),
  )
  const chosen = chooseSources(
    estimated.map(({ estimate }) => estimate),
    { total, limit },
  )
  return chosen.length === 0 ? [EVERYBODY] : chosen.flatMap((place) => estimated[place] ?? [])
}

/** The ids of some prospects of a filter, the oldest first. */
export const listIds = async (
  db: Queryable,
  { companyId, filter, limit }: { companyId: string; filter: ProspectFilter; limit: number },
): Promise<string[]> => {
  const values: unknown[] = [companyId, limit, 0]
  const add: AddValue = (value) => `$${values.push(value)}`
  const conditions = filterConditions(companyId, filter, add)
  const page = {
    filter,
    conditions,
    limit,
    add,
    values: [...values],
    after: undefined,
    direction: 'ASC',
  } as const
  const { text, used } = withOnlyUsed(await pageOfIds(db, page), values)
  return (await db.query<{ id: string }>(text, used)).rows.map(({ id }) => id)
}
