import type { Queryable } from '#platform/db/index.ts'
import { conflict, invalidInput, notFound } from '#platform/errors/index.ts'
import { LONGEST_NAME, lineMistake, nameKey } from '../names.ts'
import type { ProspectDeps } from '../prospect-deps.ts'
import type { Tag } from '../tags.ts'

type Which = { companyId: string; tagId: string }

/** Throws `conflict` when another tag has the name: merge the two instead. */
export const renameTag = async (
  { db }: Pick<ProspectDeps, 'db'>,
  { companyId, tagId, name }: Which & { name: string },
): Promise<Tag> => {
  const read = readLabelName(name)
  const { rows } = await db.query<{ id: string }>(
    'SELECT id FROM tags WHERE company_id = $1 AND (id = $2 OR name_key = $3)',
    [companyId, tagId, nameKey(read)],
  )
  if (!rows.some(({ id }) => id === tagId)) throw unknownTag()
  if (rows.length > 1) throw nameTaken(read)
  await db.query('UPDATE tags SET name = $3, name_key = $4 WHERE company_id = $1 AND id = $2', [
    ...[companyId, tagId, read, nameKey(read)],
  ])
  return { id: tagId, name: read }
}

/** Whoever has this tag gets the other one instead, and this one is gone. Index prospect_tags_tag. */
export const mergeTag = (
  { db }: Pick<ProspectDeps, 'db'>,
  { companyId, tagId, intoId }: Which & { intoId: string },
): Promise<void> =>
  db.transaction(async (tx) => {
    if (intoId === tagId) throw invalidInput('tagId', 'A tag cannot be merged into itself. Name another one.')
    const { rows } = await tx.query('SELECT FROM tags WHERE company_id = $1 AND id = $2 FOR KEY SHARE', [
      companyId,
      intoId,
    ])
    if (rows.length === 0) throw notFound('There is no such tag to merge into.', 'tagId')
    await tx.query(
      `INSERT INTO prospect_tags (company_id, prospect_id, tag_id)
       SELECT company_id, prospect_id, $3 FROM prospect_tags WHERE company_id = $1 AND tag_id = $2 ORDER BY prospect_id
       ON CONFLICT DO NOTHING`,
      [companyId, tagId, intoId],
    )
    await removeTag(tx, { companyId, tagId })
  })

/** Takes the tag off everybody. */
export const deleteTag = ({ db }: Pick<ProspectDeps, 'db'>, which: Which): Promise<void> =>
  db.transaction((tx) => removeTag(tx, which))

const removeTag = async (tx: Queryable, { companyId, tagId }: Which): Promise<void> => {
  await tx.query('SELECT FROM tags WHERE company_id = $1 AND id = $2 FOR UPDATE', [companyId, tagId])
  await tx.query('DELETE FROM prospect_tags WHERE company_id = $1 AND tag_id = $2', [companyId, tagId])
  const { rowCount } = await tx.query('DELETE FROM tags WHERE company_id = $1 AND id = $2', [
    companyId,
    tagId,
  ])
  if (rowCount === 0) throw unknownTag()
}

/** Throws `invalid_input` on `name`. */
export const readLabelName = (typed: string): string => {
  const name = typed.toWellFormed().trim()
  if (name === '') throw invalidInput('name', 'name is empty. Write a name.')
  const wrong = lineMistake(name, LONGEST_NAME)
  if (wrong) throw invalidInput('name', `name ${wrong}.`)
  return name
}

export const nameTaken = (name: string) =>
  conflict(`There is another one called ${JSON.stringify(name)}. Choose another name.`, 'name')

const unknownTag = () => notFound('There is no such tag.', 'id')
