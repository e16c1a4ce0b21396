// Reads prospects, which is another module's.
import type { Queryable } from '#platform/db/index.ts'

/** So many of the newest prospects tell which custom fields there are. */
const LOOKED_AT = 2_000

/** The names of custom fields that the company's newest prospects have, in order. Served by the primary key of prospects, read backwards. */
export const customFieldNames = async (
  db: Queryable,
  { companyId }: { companyId: string },
): Promise<string[]> => {
  const { rows } = await db.query<{ name: string }>(
    `SELECT DISTINCT key AS name FROM (
       SELECT custom_fields FROM prospects WHERE company_id = $1 ORDER BY id DESC LIMIT $2) AS newest,
       jsonb_object_keys(newest.custom_fields) AS key
     ORDER BY key`,
    [companyId, LOOKED_AT],
  )
  return rows.map(({ name }) => name)
}
