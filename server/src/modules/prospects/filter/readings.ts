import type { Reading } from './choose-readings.ts'
import type { ChosenWords } from './choose-words.ts'
import type { Condition, SoughtWords } from './condition.ts'
import { ASKING, ENTRY, FOUND_ROW, LOOKING_AT_WORDS, ROW, SORTING } from './costs.ts'

/** A reading that may be chosen: whom it finds, and what it takes. */
export type Candidate = {
  /** `FROM … WHERE …` */
  sql: string
  /** Conditions on the rows `p` that are come by: SQL. */
  asked: readonly string[]
  /** The column that names the prospect. */
  id: string
  repeats: boolean
  /** An index has them in their order; PostgreSQL is told that only some are wanted. */
  isOrdered: boolean
  answers: readonly number[]
  narrows: readonly number[]
  cost(estimate: Estimate): Pick<Reading, 'before' | 'through'>
}

/** About how many prospects there are. */
export type Estimate = {
  company: number
  /** Between the bounds of the page. */
  total: number
  /** Of those, for whom a condition holds, by its place. */
  holding(place: number): number
  /** For whom it holds in the whole company. */
  holdingAnywhere(place: number): number
}

/** All of a company's prospects. */
export const EVERYBODY = 'FROM prospects p WHERE p.company_id = $1'

/** Everybody in the order of ids, asked for whatever a row has; where nothing is asked an index alone is read. */
export const everybody = (conditions: readonly Condition[]): Candidate => {
  const answers = places(conditions, ({ isOfRow }) => isOfRow)
  const asked = answers.flatMap((place) => conditions[place]?.sql ?? [])
  const cost = asked.length === 0 ? ENTRY : ROW + asked.length * ASKING
  return {
    ...{ sql: EVERYBODY, asked, id: 'p.id', repeats: false, isOrdered: true, answers, narrows: answers },
    cost: ({ total }) => ({ before: 0, through: total * cost }),
  }
}

/** Everybody's words in the order of ids, looked through. */
export const inTexts = (conditions: readonly Condition[], { fits }: SoughtWords): Candidate => {
  const cost = ROW + fits.length * LOOKING_AT_WORDS
  return {
    sql: `FROM prospect_texts s WHERE s.company_id = $1 AND ${fits.join(' AND ')}`,
    ...{ asked: [], id: 's.prospect_id', repeats: false, isOrdered: true, ...ofWords(conditions) },
    cost: ({ total }) => ({ before: 0, through: total * cost }),
  }
}

/** Those whom the index of words finds, looked at for the words that it was not asked for. */
export const byWords = (
  conditions: readonly Condition[],
  { fits, having }: SoughtWords,
  { places: asked, part, cost }: ChosenWords,
): Candidate => ({
  sql: [having(asked), ...fits.filter((_, place) => !asked.includes(place))].join(' AND '),
  ...{ asked: [], id: 's.prospect_id', repeats: false, isOrdered: false, ...ofWords(conditions) },
  cost: ({ company }) => ({
    before: company * (cost + part * SORTING),
    through: company * part * ENTRY,
  }),
})

/** Those for whom one condition holds, by its own index. */
export const bySource = (conditions: readonly Condition[]): (Candidate & { place: number })[] =>
  conditions.flatMap(({ source }, place) => {
    if (source === undefined) return []
    const { sql, id, isOrdered, repeats = false, span } = source
    const row = sql === span ? ENTRY : FOUND_ROW
    return [
      {
        ...{ place, sql, asked: [], id, repeats, isOrdered, answers: [place], narrows: [place] },
        cost: ({ holding, holdingAnywhere }: Estimate) =>
          isOrdered
            ? { before: 0, through: holding(place) * row }
            : {
                before: holdingAnywhere(place) * ENTRY + holding(place) * SORTING,
                through: holding(place) * ENTRY,
              },
      },
    ]
  })

const ofWords = (conditions: readonly Condition[]) => ({
  answers: places(conditions, ({ isOfRow, words = [] }) => !isOfRow && words.length > 0),
  narrows: places(conditions, ({ words = [] }) => words.length > 0),
})

const places = (conditions: readonly Condition[], is: (condition: Condition) => boolean): number[] =>
  conditions.flatMap((condition, place) => (is(condition) ? [place] : []))
