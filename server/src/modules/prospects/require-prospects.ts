import type { Queryable } from '#platform/db/index.ts'
import { notFound } from '#platform/errors/index.ts'
import { isId } from '#platform/ids/index.ts'

/** Throws `not_found` that names the first prospect that the company has not. One statement for all, by the primary key. */
export const requireProspects = async (
  db: Queryable,
  { companyId, prospectIds }: { companyId: string; prospectIds: readonly string[] },
): Promise<void> => {
  // What is no id could not even be asked for.
  const odd = prospectIds.findIndex((id) => !isId(id))
  const { rows } = await db.query<{ id: string; place: number }>(
    `SELECT given.id, given.place::integer - 1 AS place FROM unnest($2::text[]) WITH ORDINALITY AS given (id, place)
     WHERE NOT EXISTS (SELECT FROM prospects p WHERE p.company_id = $1 AND p.id = given.id)
     ORDER BY given.place LIMIT 1`,
    [companyId, odd === -1 ? prospectIds : prospectIds.slice(0, odd)],
  )
  const missing = rows[0] ?? (odd === -1 ? undefined : { id: prospectIds[odd], place: odd })
  if (missing)
    throw notFound(`There is no prospect with the id "${missing.id}".`, `prospectIds[${missing.place}]`)
}
