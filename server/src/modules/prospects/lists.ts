import type { Queryable } from '#platform/db/index.ts'
import { invalidInput, notFound } from '#platform/errors/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import { DEFAULT_LIST, LONGEST_NAME, lineMistake, nameKey } from './names.ts'

export type List = { id: string; name: string; createdBy: string | null; createdAt: Date }

const COLUMNS = 'id, name, created_by AS "createdBy", created_at AS "createdAt"'

/** Creates those of the named lists that do not exist. Locks nothing that exists; names are taken in one order by everybody. */
export const ensureLists = async (
  tx: Queryable,
  input: { companyId: string; userId: string | null; names: readonly string[]; now: Date; newId: NewId },
): Promise<void> => {
  const byKey = new Map(input.names.map((name) => [nameKey(name), name.trim()]))
  const keys = [...byKey.keys()].sort()
  if (keys.length === 0) return
  await tx.query(
    `INSERT INTO lists (company_id, id, name, name_key, created_by, created_at)
     SELECT $1, n.id, n.name, n.key, CASE WHEN n.key = '${DEFAULT_LIST}' THEN NULL ELSE $2 END, $3::timestamptz
     FROM unnest($4::text[], $5::text[], $6::text[]) AS n(id, name, key)
     WHERE NOT EXISTS (SELECT FROM lists l WHERE l.company_id = $1 AND l.name_key = n.key)
     ON CONFLICT (company_id, name_key) DO NOTHING`,
    [
      input.companyId,
      input.userId,
      input.now,
      keys.map(() => input.newId()),
      keys.map((key) => byKey.get(key)),
      keys,
    ],
  )
}

/** Finds a list by its name, in any case; undefined when there is none. */
export const findList = async (
  db: Queryable,
  { companyId, name }: { companyId: string; name: string },
): Promise<List | undefined> => {
  const { rows } = await db.query<List>(
    `SELECT ${COLUMNS} FROM lists WHERE company_id = $1 AND name_key = $2`,
    [companyId, nameKey(name)],
  )
  return rows[0]
}

/**
 * The list of that name, created when there is none; the spelling of the first one stays.
 * Throws `invalid_input` on `List` for a name that is empty, too long or has control characters.
 */
export const createList = async (
  tx: Queryable,
  input: { companyId: string; userId: string | null; name: string; now: Date; newId: NewId },
): Promise<List> => {
  const name = input.name.toWellFormed().trim()
  if (name === '') throw invalidInput('List', 'List needs a name.')
  const wrong = lineMistake(name, LONGEST_NAME)
  if (wrong) throw invalidInput('List', `List ${wrong}.`)
  await ensureLists(tx, { ...input, names: [name] })
  const list = await findList(tx, { companyId: input.companyId, name })
  if (!list) throw new Error(`the list ${JSON.stringify(name)} vanished while it was being made`)
  return list
}

/** Throws `not_found` on `listId`. */
export const listById = async (
  db: Queryable,
  { companyId, listId }: { companyId: string; listId: string },
): Promise<List> => {
  const { rows } = await db.query<List>(`SELECT ${COLUMNS} FROM lists WHERE company_id = $1 AND id = $2`, [
    companyId,
    listId,
  ])
  if (!rows[0]) throw notFound(`There is no list with the id "${listId}".`, 'listId')
  return rows[0]
}

/** The lists of a company, by name: all, or `limit` of those whose name's key comes after `after`. Index lists_company_id_name_key_key. */
export const companyLists = async (
  db: Queryable,
  { companyId, after, limit }: { companyId: string; after?: string | undefined; limit?: number | undefined },
): Promise<List[]> => {
  const { rows } = await db.query<List>(
    `SELECT ${COLUMNS} FROM lists WHERE company_id = $1 AND name_key > $2 ORDER BY name_key LIMIT $3`,
    [companyId, after ?? '', limit ?? null],
  )
  return rows
}
