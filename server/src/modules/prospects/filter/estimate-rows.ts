import type { Queryable } from '#platform/db/index.ts'
import { withOnlyUsed } from './with-only-used.ts'

/** Looked at among the first and among the last prospects. */
const SAMPLE = 300

/**
 * About how many rows of prospect_texts fit: by the share among the oldest and the newest prospects or, where none of them does, as the
 * planner takes it, but fewer than would have shown. Index prospect_texts_pkey.
 */
export const estimateFitting = async (
  db: Queryable,
  input: { fits: string; planned: number; total: number; values: readonly unknown[] },
): Promise<number> => {
  const end = (direction: 'ASC' | 'DESC') =>
    `(SELECT s.words FROM prospect_texts s WHERE s.company_id = $1 ORDER BY s.prospect_id ${direction} LIMIT ${SAMPLE})`
  const { text, used } = withOnlyUsed(
    `SELECT count(*)::integer AS seen, count(*) FILTER (WHERE ${input.fits})::integer AS fitting
     FROM (${end('ASC')} UNION ALL ${end('DESC')}) s`,
    input.values,
  )
  const { rows } = await db.query<{ seen: number; fitting: number }>(text, used)
  const { seen = 0, fitting = 0 } = rows[0] ?? {}
  if (seen === 0) return 0
  return fitting > 0 ? (input.total * fitting) / seen : Math.min(input.planned, input.total / seen)
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
