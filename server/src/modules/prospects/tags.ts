import type { Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import { nameKey } from './names.ts'

export type Tag = { id: string; name: string }

/** The ids of tags by the key of their names; those that do not exist are created. */
export const ensureTags = async (
  tx: Queryable,
  { companyId, names, newId }: { companyId: string; names: readonly string[]; newId: NewId },
): Promise<Map<string, string>> => {
  const byKey = new Map(names.map((name) => [nameKey(name), name.trim()]))
  const keys = [...byKey.keys()].sort()
  const found = await findTags(tx, { companyId, keys })
  const missing = keys.filter((key) => !found.has(key))
  if (missing.length === 0) return found
  await tx.query(
    `INSERT INTO tags (company_id, id, name, name_key)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[])
     ON CONFLICT (company_id, name_key) DO NOTHING`,
    [companyId, missing.map(() => newId()), missing.map((key) => byKey.get(key)), missing],
  )
  return findTags(tx, { companyId, keys })
}

/** The ids of the tags that exist, by key. Index tags_company_id_name_key_key. */
export const findTags = async (
  db: Queryable,
  { companyId, keys }: { companyId: string; keys: readonly string[] },
): Promise<Map<string, string>> => {
  if (keys.length === 0) return new Map()
  const { rows } = await db.query<{ id: string; key: string }>(
    `SELECT id, name_key AS key FROM tags WHERE company_id = $1 AND name_key = ANY($2::text[])`,
    [companyId, keys],
  )
  return new Map(rows.map(({ id, key }) => [key, id]))
}

/** The tags of a company, by name: all, or `limit` of those whose name's key comes after `after`. Index tags_company_id_name_key_key. */
export const companyTags = async (
  db: Queryable,
  { companyId, after, limit }: { companyId: string; after?: string | undefined; limit?: number | undefined },
): Promise<Tag[]> => {
  const { rows } = await db.query<Tag>(
    `SELECT id, name FROM tags WHERE company_id = $1 AND name_key > $2 ORDER BY name_key LIMIT $3`,
    [companyId, after ?? '', limit ?? null],
  )
  return rows
}
