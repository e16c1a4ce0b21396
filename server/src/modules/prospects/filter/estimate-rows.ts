import type { Queryable } from '#platform/db/index.ts'
import type { WordsSource } from './condition.ts'
import { withOnlyUsed } from './with-only-used.ts'

/** Looked at among the first and among the last prospects. */
const SAMPLE = 300

/** Of one of the words that are looked for. */
export type WordEstimate = {
  /** About how many prospects have it. */
  rows: number
  /** How many different words it stands for among those that were looked at: one, or more where it is a beginning. */
  words: number
}

/**
 * About how many rows of prospect_texts have all of the words, and each of them: by the share among the oldest and the newest prospects or, where
 * none of them has, as the planner takes it, but fewer than would have shown. Index prospect_texts_pkey.
 */
export const estimateWords = async (
  db: Queryable,
  input: { words: WordsSource; planned: number; total: number; values: readonly unknown[] },
): Promise<{ rows: number; each: WordEstimate[] }> => {
  const { words, planned, total } = input
  const end = (direction: 'ASC' | 'DESC') =>
    `(SELECT s.words FROM prospect_texts s WHERE s.company_id = $1 ORDER BY s.prospect_id ${direction} LIMIT ${SAMPLE})`
  const { text, used } = withOnlyUsed(
    `SELECT count(*)::integer AS seen, count(*) FILTER (WHERE ${words.fits.join(' AND ')})::integer AS fitting,
       ARRAY[${words.fits.map((one) => `count(*) FILTER (WHERE ${one})::integer`).join(', ')}] AS having,
       ARRAY[${words.begins.map((one) => (one === null ? '1' : `count(DISTINCT ${one})::integer`)).join(', ')}] AS words
     FROM (${end('ASC')} UNION ALL ${end('DESC')}) s`,
    input.values,
  )
  type Sample = { seen: number; fitting: number; having: number[]; words: number[] }
  const [sample] = (await db.query<Sample>(text, used)).rows
  const { seen = 0, fitting = 0, having = [] } = sample ?? {}
  if (seen === 0) return { rows: 0, each: words.fits.map(() => ({ rows: 0, words: 1 })) }
  const shown = (count: number) => (total * Math.max(1, count)) / seen
  return {
    rows: fitting > 0 ? shown(fitting) : Math.min(planned, shown(0)),
    each: having.map((count, index) => ({ rows: shown(count), words: sample?.words[index] ?? 1 })),
  }
}

type Plan = { 'Plan Rows'?: unknown; Plans?: unknown }

/**
 * About how many rows each of these `FROM … WHERE …` has, as PostgreSQL's planner takes it from its statistics; nothing is read. They share
 * the values.
 */
export const estimateRows = async (
  db: Queryable,
  sources: readonly string[],
  values: readonly unknown[],
): Promise<number[]> => {
  const { text, used } = withOnlyUsed(
    sources.map((source) => `(SELECT 1 ${source})`).join(' UNION ALL '),
    values,
  )
  const { rows } = await db.query<{ 'QUERY PLAN': unknown }>(`EXPLAIN (FORMAT JSON) ${text}`, used)
  const plan = planOf(rows[0]?.['QUERY PLAN'])
  const children = sources.length === 1 ? [plan] : childrenOf(plan)
  return children.map(({ 'Plan Rows': count }) => (typeof count === 'number' ? count : 0))
}

const planOf = (answer: unknown): Plan => {
  const [first] = Array.isArray(answer) ? answer : []
  return typeof first === 'object' && first !== null && 'Plan' in first ? asPlan(first.Plan) : {}
}

const asPlan = (value: unknown): Plan => (typeof value === 'object' && value !== null ? value : {})

const childrenOf = ({ Plans }: Plan): Plan[] => (Array.isArray(Plans) ? Plans.map(asPlan) : [])
