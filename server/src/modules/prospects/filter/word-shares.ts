import type { Queryable } from '#platform/db/index.ts'
import type { SoughtWords } from './condition.ts'
import type { Within } from './id-bounds.ts'
import { withOnlyUsed } from './with-only-used.ts'

/** Looked at among the first and among the last prospects. */
const SAMPLE = 300
/** Of every so manieth of them it is noted which words begin as wanted. */
const NOTED = 10

/** Prospects that were looked at who have the same of the words. */
export type Alike = {
  fits: readonly boolean[]
  count: number
  /** For each word that is a beginning, the words that some of them have. */
  begun: readonly (readonly string[])[]
}

/** Looks at the words of the oldest and the newest of the prospects within bounds. Index prospect_texts_pkey. */
export const sampleWords = async (
  db: Queryable,
  input: { words: SoughtWords; within: Within; values: readonly unknown[] },
): Promise<Alike[]> => {
  const { fits, begins } = input.words
  const end = (direction: 'ASC' | 'DESC') =>
    `(SELECT s.words FROM prospect_texts s WHERE s.company_id = $1 ${input.within('s.prospect_id')} ORDER BY s.prospect_id ${direction} LIMIT ${SAMPLE})`
  const begun = begins.map((begin, place) => {
    const some = `fits[${place + 1}] AND number % ${NOTED} = 0`
    return `${begin === null ? 'NULL' : `array_agg(${begin}) FILTER (WHERE ${some})`} AS "${place}"`
  })
  const { text, used } = withOnlyUsed(
    `SELECT fits, count(*)::integer AS count, ${begun.join(', ')}
     FROM (SELECT s.words, ARRAY[${fits.join(', ')}] AS fits, row_number() OVER () AS number
       FROM (${end('ASC')} UNION ALL ${end('DESC')}) s OFFSET 0) s GROUP BY fits`,
    input.values,
  )
  type Row = { fits: boolean[]; count: number } & { [place: number]: string[] | null }
  const { rows } = await db.query<Row>(text, used)
  return rows.map((row) => ({ ...row, begun: fits.map((_, place) => row[place] ?? []) }))
}

/** Which part of the prospects have words, given by their places. */
export type WordShares = {
  /** Most likely; where nobody was seen to have them, though many should, next to nobody. */
  share(places: readonly number[]): number
  /** How large it may well be, for few were looked at. */
  atMost(places: readonly number[]): number
  /** For how many different words a word stands, as a share of the prospects who have it: 1 where each of them has another. */
  variety(place: number): number
}

/** So many seen are enough to go by. */
const MANY_SEEN = 8
/** Where nobody was seen to have the words, they hardly are so many. */
const MOST_UNSEEN = 3
/** As good as nobody, of those who were looked at. */
const NOBODY = 0.1

/** From prospects who were looked at and, where few of them have a word, from the shares that PostgreSQL's statistics have for each word. */
export const wordShares = (sample: readonly Alike[], planned: readonly number[]): WordShares => {
  const countOf = (places: readonly number[]) =>
    sample
      .filter(({ fits }) => places.every((place) => fits[place]))
      .reduce((sum, { count }) => sum + count, 0)
  const looked = Math.max(1, countOf([]))
  const share = (places: readonly number[]): number => {
    if (places.length === 0) return 1
    const seen = countOf(places)
    if (seen >= MANY_SEEN) return seen / looked
    const expected = places.reduce((count, place) => count * (planned[place] ?? 1), looked)
    if (seen === 0 && expected > MOST_UNSEEN) return NOBODY / looked
    const likely = seen + MOST_UNSEEN + 2 * Math.sqrt(seen)
    return Math.max(NOBODY, (seen + Math.min(expected, likely)) / 2) / looked
  }
  return {
    share,
    atMost: (places) => Math.min(1, share(places) + 1 / looked),
    variety: (place) => {
      const begun = sample.flatMap(({ begun: his }) => his[place] ?? [])
      return begun.length === 0 ? 1 : new Set(begun).size / begun.length
    },
  }
}
