import type { Queryable } from '#platform/db/index.ts'
import type { AddValue, Condition } from './condition.ts'
import type { ProspectFilter } from './prospect-filter.ts'
import { withOnlyUsed } from './with-only-used.ts'

/** An id and the moment at which its prospect was made never lie further apart; milliseconds. */
const SLACK = 3_600_000

/**
 * Between which ids the prospects of a filter lie, for ids are ordered by the time at which they were made, and nothing happens to a
 * prospect before that: so a page can begin where a span of time does, whatever index it is cut from.
 */
export const idBounds = (
  filter: ProspectFilter,
): { from: string | undefined; before: string | undefined } => {
  const { createdFrom, createdBefore, updatedBefore, contactedBefore, idBefore } = filter
  const ends = [
    ...[createdBefore, updatedBefore, contactedBefore].flatMap((at) => (at ? [idAt(at, SLACK)] : [])),
    ...(idBefore === undefined ? [] : [idBefore]),
  ]
  return { from: createdFrom && idAt(createdFrom, -SLACK), before: ends.sort()[0] }
}

/** The first id that can have been made at a moment. */
const idAt = (at: Date, shift: number): string =>
  Math.max(0, at.getTime() + shift)
    .toString(16)
    .padStart(12, '0')

/** SQL that keeps a column of ids within bounds, such as `>= $4`: empty, or ` AND …`. */
export type Within = (column: string) => string

export const within =
  (bounds: readonly string[]): Within =>
  (column) =>
    bounds.map((bound) => ` AND ${column} ${bound}`).join('')

/** Within all of them. */
export const all =
  (...bounds: readonly Within[]): Within =>
  (column) =>
    bounds.map((bound) => bound(column)).join('')

/** Within the bounds of a filter. */
export const withinFilter = (filter: ProspectFilter, add: AddValue): Within => {
  const { from, before } = idBounds(filter)
  return within([
    ...(from === undefined ? [] : [`>= ${add(from)}`]),
    ...(before === undefined ? [] : [`< ${add(before)}`]),
  ])
}

/** The first and the last id that an index has. */
type Span = { first: string; last: string }

/** Where those who fulfil all conditions of a filter are looked for: SQL. */
export type Bounds = {
  /** From the first to the last for whom a condition holds, by its place. */
  around(place: number): Within
  /** From the first to the last for whom all may hold; for the source of a condition without what it has anyway. */
  within(place?: number): Within
}

/**
 * The bounds between which alone somebody can fulfil all of the conditions, by the filter and by the first and the last whom their indexes have:
 * a list is an import, the newest are in no cadence yet. Null where nobody can.
 */
export const boundsOf = async (
  db: Queryable,
  input: {
    filter: ProspectFilter
    conditions: readonly Condition[]
    values: readonly unknown[]
    add: AddValue
  },
): Promise<Bounds | null> => {
  const { conditions, values, add } = input
  const widest = withinFilter(input.filter, add)
  const spans = await spansOf(db, conditions, values)
  if (spans === null) return null
  const first = [...spans.values()]
    .map((span) => span.first)
    .toSorted()
    .at(-1)
  const [last] = [...spans.values()].map((span) => span.last).toSorted()
  if (first === undefined || last === undefined) return { around: () => widest, within: () => widest }
  if (first > last) return null
  const [atLeast, atMost] = [`>= ${add(first)}`, `<= ${add(last)}`]
  return {
    around: (place) => {
      const span = spans.get(place)
      return span ? within([`>= ${add(span.first)}`, `<= ${add(span.last)}`]) : widest
    },
    within: (place = -1) => {
      const span = spans.get(place)
      const ends = [
        ...(span && span.first >= first ? [] : [atLeast]),
        ...(span && span.last <= last ? [] : [atMost]),
      ]
      return all(widest, within(ends))
    },
  }
}

/** From where to where the indexes of conditions go, by the places of the conditions; null where one has nobody. */
const spansOf = async (
  db: Queryable,
  conditions: readonly Condition[],
  values: readonly unknown[],
): Promise<Map<number, Span> | null> => {
  const ends = conditions.flatMap(({ source }, place) => {
    if (source?.span === undefined) return []
    const end = (direction: 'ASC' | 'DESC') =>
      `(SELECT ${source.id} ${source.span} ORDER BY 1 ${direction} LIMIT 1)`
    return [`SELECT ${place} AS place, ${end('ASC')} AS first, ${end('DESC')} AS last`]
  })
  const spans = new Map<number, Span>()
  if (ends.length === 0) return spans
  const { text, used } = withOnlyUsed(ends.join(' UNION ALL '), values)
  type Ends = { place: number; first: string | null; last: string | null }
  for (const { place, first, last } of (await db.query<Ends>(text, used)).rows) {
    if (first === null || last === null) return null
    spans.set(place, { first, last })
  }
  return spans
}
