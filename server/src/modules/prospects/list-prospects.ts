import type { Queryable } from '#platform/db/index.ts'
import { PROSPECT_COLUMNS } from './find-prospect.ts'
import type { Prospect } from './prospect.ts'
import type { ProspectStatus } from './status.ts'

/** Which prospects; every condition given must hold. Instants: `From` is the first inside, `Before` the first outside. */
export type ProspectFilter = {
  listId?: string | undefined
  tagId?: string | undefined
  ownerId?: string | undefined
  status?: ProspectStatus | undefined
  createdFrom?: Date | undefined
  createdBefore?: Date | undefined
  /** Of the last interaction. */
  updatedFrom?: Date | undefined
  updatedBefore?: Date | undefined
}

/** Prospects read at once while streaming. */
const PAGE = 1000

const CONDITIONS: readonly [keyof ProspectFilter, (value: string) => string][] = [
  ['listId', (value) => `p.list_id = ${value}`],
  ['ownerId', (value) => `p.owner_id = ${value}`],
  ['status', (value) => `p.status = ${value}`],
  ['createdFrom', (value) => `p.created_at >= ${value}::timestamptz`],
  ['createdBefore', (value) => `p.created_at < ${value}::timestamptz`],
  ['updatedFrom', (value) => `p.last_interaction_at >= ${value}::timestamptz`],
  ['updatedBefore', (value) => `p.last_interaction_at < ${value}::timestamptz`],
  [
    'tagId',
    (value) => `EXISTS (SELECT FROM prospect_tags pt
      WHERE pt.company_id = p.company_id AND pt.prospect_id = p.id AND pt.tag_id = ${value})`,
  ],
]

/**
 * A page of prospects in the order of their ids: after the id `after`, or from the 1-based record `start` (which reads and drops what
 * comes before it; only the public API pages so). The page is cut from an index first and then joined. Indexes prospects_pkey,
 * prospects_list, prospects_owner, prospects_created, prospects_interaction, as the filter has it.
 * Of one owner among 300,000 prospects, 50 take 2 to 7 ms whether he has 30 of them or 60,000, on a busy machine; from record 20,000 on 12 to 100.
 */
export const listProspects = async (
  db: Queryable,
  input: {
    companyId: string
    filter?: ProspectFilter | undefined
    after?: string | undefined
    start?: number | undefined
    limit: number
  },
): Promise<Prospect[]> => {
  const { companyId, filter = {}, after, start = 1, limit } = input
  const values: unknown[] = [companyId, limit, Math.max(0, start - 1)]
  const conditions = CONDITIONS.flatMap(([key, condition]) => {
    if (filter[key] === undefined) return []
    values.push(filter[key])
    return condition(`$${values.length}`)
  })
  if (after !== undefined) {
    values.push(after)
    conditions.push(`p.id > $${values.length}`)
  }
  const { rows } = await db.query<Prospect>(
    `SELECT ${PROSPECT_COLUMNS}
     FROM (
       SELECT p.id FROM prospects p WHERE ${['p.company_id = $1', ...conditions].join(' AND ')}
       ORDER BY p.id LIMIT $2 OFFSET $3
     ) page
     CROSS JOIN LATERAL (SELECT * FROM prospects WHERE company_id = $1 AND id = page.id LIMIT 1) p
     ORDER BY p.id`,
    values,
  )
  return rows
}

/** All prospects of a filter, page by page, in the order of their ids; memory holds one page. */
export async function* streamProspects(
  db: Queryable,
  input: { companyId: string; filter?: ProspectFilter | undefined },
): AsyncGenerator<Prospect[], void, void> {
  let after: string | undefined
  for (;;) {
    const page = await listProspects(db, { ...input, after, limit: PAGE })
    if (page.length > 0) yield page
    if (page.length < PAGE) return
    after = page.at(-1)?.id
  }
}
