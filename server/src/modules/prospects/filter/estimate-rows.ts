import type { Queryable } from '#platform/db/index.ts'
import { withOnlyUsed } from './with-only-used.ts'

type Plan = { 'Plan Rows'?: unknown; Plans?: unknown }

/**
 * About how many rows each of these `FROM … WHERE …` has, by its name, as PostgreSQL's planner takes it from its statistics; nothing is read.
 * They share the values.
 */
export const estimateRows = async (
  db: Queryable,
  sources: ReadonlyMap<string, string>,
  values: readonly unknown[],
): Promise<(name: string) => number> => {
  const different = [...new Set(sources.values())]
  const { text, used } = withOnlyUsed(
    different.map((source) => `(SELECT 1 ${source})`).join(' UNION ALL '),
    values,
  )
  const { rows } = await db.query<{ 'QUERY PLAN': unknown }>(`EXPLAIN (FORMAT JSON) ${text}`, used)
  const plan = planOf(rows[0]?.['QUERY PLAN'])
  const children = different.length === 1 ? [plan] : childrenOf(plan)
  return (name) => {
    const count = children[different.indexOf(sources.get(name) ?? '')]?.['Plan Rows']
    return typeof count === 'number' ? count : 0
  }
}

const planOf = (answer: unknown): Plan => {
  const [first] = Array.isArray(answer) ? answer : []
  return typeof first === 'object' && first !== null && 'Plan' in first ? asPlan(first.Plan) : {}
}

const asPlan = (value: unknown): Plan => (typeof value === 'object' && value !== null ? value : {})

const childrenOf = ({ Plans }: Plan): Plan[] => (Array.isArray(Plans) ? Plans.map(asPlan) : [])
