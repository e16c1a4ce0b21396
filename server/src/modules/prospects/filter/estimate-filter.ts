import type { Queryable } from '#platform/db/index.ts'
import type { Asked, Reading } from './choose-readings.ts'
import { chooseWords } from './choose-words.ts'
import type { Condition } from './condition.ts'
import { estimateRows } from './estimate-rows.ts'
import type { FilterConditions } from './filter-conditions.ts'
import { all, type Bounds, type Within } from './id-bounds.ts'
import { bySource, byWords, type Candidate, EVERYBODY, everybody, inTexts } from './readings.ts'
import { sampleWords, type WordShares, wordShares } from './word-shares.ts'

/** The part of a condition of which nothing is known. */
const HALF = 0.5

export type FilterEstimate = {
  /** About how many prospects lie within the bounds. */
  total: number
  conditions: Asked[]
  /** What a page may be cut from. */
  readings: (Reading & Candidate & { within: Within })[]
}

type Input = FilterConditions & {
  bounds: Bounds
  /** What of it is left for the page. */
  rest: Within
  values: readonly unknown[]
}

/** How many prospects fulfil each condition, by PostgreSQL's statistics and by looking at the words of some, and how they can be read. */
export const estimateFilter = async (db: Queryable, input: Input): Promise<FilterEstimate> => {
  const { conditions, words, bounds, rest, values } = input
  const within = all(bounds.within(), rest)
  const sources = bySource(conditions)
  const hasWords = words.fits.length > 0
  const candidates = [
    // What lies within the bounds anyway is not bounded: PostgreSQL would take it that fewer are left.
    ...sources.map((source) => ({ ...source, within: all(bounds.within(source.place), rest) })),
    ...[everybody(conditions), ...(hasWords ? [inTexts(conditions, words)] : [])].map((candidate) => ({
      ...candidate,
      within,
    })),
  ]
  const everybodyIn = (some: Within) => EVERYBODY + some('p.id')
  const rows = await estimateRows(
    db,
    new Map([
      ['company', EVERYBODY],
      ['total', everybodyIn(within)],
      ...candidates.map(({ sql, asked, id, within: own }, index): [string, string] => [
        `planned ${index}`,
        [sql + own(id), ...asked].join(' AND '),
      ]),
      ...sources.flatMap(({ place, sql }): [string, string][] => [
        [`anywhere ${place}`, sql],
        [`around ${place}`, everybodyIn(bounds.around(place))],
      ]),
      ...words.fits.map((_, place): [string, string] => [`word ${place}`, words.having([place])]),
    ]),
    values,
  )
  const total = rows('total')
  const holdingAnywhere = (place: number) => rows(`anywhere ${place}`)
  // Evenly spread between the first and the last for whom it holds.
  const holding = (place: number) =>
    Math.min(total, (holdingAnywhere(place) * total) / Math.max(1, rows(`around ${place}`)))
  const estimate = { company: rows('company'), total, holding, holdingAnywhere }
  const planned = candidates.map((candidate, index) => ({ ...candidate, planned: rows(`planned ${index}`) }))
  const shares = hasWords
    ? wordShares(
        await sampleWords(db, { words, within, values }),
        words.fits.map((_, place) => rows(`word ${place}`) / Math.max(1, estimate.company)),
      )
    : null
  if (shares) {
    const chosen = chooseWords(words, shares)
    planned.push({
      ...byWords(conditions, words, chosen),
      within,
      planned: chosen.places.reduce(
        (count, place) => (count * rows(`word ${place}`)) / Math.max(1, estimate.company),
        total,
      ),
    })
  }
  const ofWords = sharesOfWords(conditions, shares)
  return {
    total,
    conditions: conditions.map(({ isOfRow, source }, place) => {
      const share = source ? Math.max(1, holding(place)) / Math.max(1, total) : HALF
      return { isOfRow, ...(ofWords[place] ?? { share, atMost: share }) }
    }),
    readings: planned.map((candidate) => ({ ...candidate, ...candidate.cost(estimate) })),
  }
}

/** Of each condition that asks for words, which part of those who have the words of the conditions before it have its words too. */
const sharesOfWords = (
  conditions: readonly Condition[],
  shares: WordShares | null,
): (Pick<Asked, 'share' | 'atMost'> | undefined)[] => {
  let before: readonly number[] = []
  return conditions.map(({ words = [] }) => {
    if (shares === null || words.length === 0) return undefined
    const all = [...before, ...words]
    const share = shares.share(all) / shares.share(before)
    const atMost = shares.atMost(all) / shares.atMost(before)
    before = all
    return { share, atMost }
  })
}
