import type { Queryable } from '#platform/db/index.ts'
import { invalidInput } from '#platform/errors/index.ts'
import { refCondition, refValue, unknownProspect } from './find-prospect.ts'
import { nameKey } from './names.ts'
import type { ProspectDeps } from './prospect-deps.ts'
import { ensureTags } from './tags.ts'

/** Adds tags to a prospect, making those that do not exist. Answers with those it did not have, as they were given. */
export const addTags = async (
  { newId }: Pick<ProspectDeps, 'newId'>,
  tx: Queryable,
  { companyId, prospectId, names }: { companyId: string; prospectId: string; names: readonly string[] },
): Promise<string[]> => {
  if (names.length === 0) return []
  const ids = await ensureTags(tx, { companyId, names, newId })
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO prospect_tags (company_id, prospect_id, tag_id)
     SELECT $1, $2, t FROM unnest($3::text[]) AS t
     ON CONFLICT DO NOTHING RETURNING tag_id AS id`,
    [companyId, prospectId, [...ids.values()]],
  )
  const added = new Set(rows.map(({ id }) => id))
  return names.filter((name) => added.has(ids.get(nameKey(name)) ?? ''))
}

/**
 * Takes tags off a prospect; those it has not are no error. Throws `not_found` for an unknown prospect, `invalid_input` when `tags` is
 * not a text or a list of texts.
 */
export const removeTags = async (
  deps: ProspectDeps,
  request: { tx?: Queryable; companyId: string; userId: string; ref: string; tags: unknown },
): Promise<{ id: string; removed: string[] }> => {
  const { companyId, userId, ref } = request
  const keys = readTagKeys(request.tags)
  const remove = async (tx: Queryable) => {
    const { rows: prospects } = await tx.query<{ id: string }>(
      `SELECT p.id FROM prospects p WHERE p.company_id = $1 AND ${refCondition(ref)}`,
      [companyId, refValue(ref)],
    )
    const id = prospects[0]?.id
    if (id === undefined) throw unknownProspect(ref)
    const { rows } = await tx.query<{ name: string }>(
      `DELETE FROM prospect_tags pt USING tags t
       WHERE pt.company_id = $1 AND pt.prospect_id = $2 AND t.company_id = $1 AND t.id = pt.tag_id
         AND t.name_key = ANY($3::text[])
       RETURNING t.name`,
      [companyId, id, keys],
    )
    const removed = rows.map(({ name }) => name).sort()
    if (removed.length > 0)
      await deps.events.appendEvents(tx, companyId, [
        {
          kind: 'tags_removed',
          occurredAt: deps.clock.now(),
          prospectId: id,
          userId,
          data: { tags: removed },
        },
      ])
    return { id, removed }
  }
  return request.tx ? remove(request.tx) : deps.db.transaction(remove)
}

const readTagKeys = (tags: unknown): string[] => {
  const list = typeof tags === 'string' ? [tags] : tags
  if (!Array.isArray(list) || !list.every((tag) => typeof tag === 'string'))
    throw invalidInput('tag', 'tag must be a list of texts such as {"tag": ["hot", "new"]}.')
  return list
    .flatMap((tag) => tag.toWellFormed().split('|'))
    .map(nameKey)
    .filter((key) => key !== '' && !key.includes('\0'))
}
