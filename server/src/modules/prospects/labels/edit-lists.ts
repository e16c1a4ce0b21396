import { notAllowed, notFound } from '#platform/errors/index.ts'
import { type List, listById } from '../lists.ts'
import { DEFAULT_LIST, nameKey } from '../names.ts'
import type { ProspectDeps } from '../prospect-deps.ts'
import { nameTaken, readLabelName } from './edit-tags.ts'

type Which = { companyId: string; listId: string }

/** Throws `conflict` when another list has the name, `not_allowed` for the list of those who have none. */
export const renameList = async (
  { db }: Pick<ProspectDeps, 'db'>,
  { companyId, listId, name }: Which & { name: string },
): Promise<List> => {
  const read = readLabelName(name)
  refuseDefault(await listById(db, { companyId, listId }))
  const { rows } = await db.query('SELECT FROM lists WHERE company_id = $1 AND name_key = $2 AND id <> $3', [
    companyId,
    nameKey(read),
    listId,
  ])
  if (rows.length > 0) throw nameTaken(read)
  await db.query('UPDATE lists SET name = $3, name_key = $4 WHERE company_id = $1 AND id = $2', [
    ...[companyId, listId, read, nameKey(read)],
  ])
  return listById(db, { companyId, listId })
}

/** Throws `not_allowed` as long as somebody is in it, an import tells of it, or it is the list of those who have none. */
export const deleteList = async (
  { db }: Pick<ProspectDeps, 'db'>,
  { companyId, listId }: Which,
): Promise<void> => {
  refuseDefault(await listById(db, { companyId, listId }))
  try {
    const { rowCount } = await db.query('DELETE FROM lists WHERE company_id = $1 AND id = $2', [
      ...[companyId, listId],
    ])
    if (rowCount === 0) throw notFound('There is no such list.', 'listId')
  } catch (error) {
    if (!(error instanceof Error && 'constraint' in error)) throw error
    throw error.constraint === 'prospects_company_id_list_id_fkey'
      ? notAllowed('Prospects are in this list. Move them to another one first, then delete it.', 'listId')
      : notAllowed('The history of imports names this list, so it stays. Rename it instead.', 'listId')
  }
}

const refuseDefault = ({ name }: List): void => {
  if (nameKey(name) === DEFAULT_LIST)
    throw notAllowed('Whoever has no list is in this one, so it stays as it is.', 'listId')
}
