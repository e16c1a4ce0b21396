import type { ProspectFilter } from './prospect-filter.ts'

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
