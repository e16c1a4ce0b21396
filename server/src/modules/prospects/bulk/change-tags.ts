import type { NewEvent } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { nameKey } from '../names.ts'
import type { ProspectDeps } from '../prospect-deps.ts'
import { ensureTags, findTags } from '../tags.ts'

/** Tags of one prospect, by their ids. */
export type HisTags = { prospectId: string; tagIds: string[] }

type Who = { tx: Queryable; companyId: string; userId: string }

/** Gives tags, made where there are none of that name; answers who got which that he had not. In the caller's transaction. */
export const tagAll = async (
  deps: ProspectDeps,
  { prospectIds, tags, ...who }: Who & { prospectIds: readonly string[]; tags: readonly string[] },
): Promise<HisTags[]> => {
  const ids = await ensureTags(who.tx, { companyId: who.companyId, names: tags, newId: deps.newId })
  return addPairs(
    deps,
    who,
    prospectIds.map((prospectId) => ({ prospectId, tagIds: [...ids.values()] })),
  )
}

/** Takes tags off; answers who had which. */
export const untagAll = async (
  deps: ProspectDeps,
  { prospectIds, tags, ...who }: Who & { prospectIds: readonly string[]; tags: readonly string[] },
): Promise<HisTags[]> => {
  const ids = await findTags(who.tx, { companyId: who.companyId, keys: tags.map(nameKey) })
  return removePairs(
    deps,
    who,
    prospectIds.map((prospectId) => ({ prospectId, tagIds: [...ids.values()] })),
  )
}

/** Gives back tags that were taken off. */
export const addPairs = async (
  deps: ProspectDeps,
  who: Who,
  wanted: readonly HisTags[],
): Promise<HisTags[]> => {
  const { tx, companyId } = who
  const { rows } = await tx.query<{ prospectId: string; tagId: string }>(
    `INSERT INTO prospect_tags (company_id, prospect_id, tag_id)
     SELECT p.company_id, p.id, t.id
     FROM unnest($2::text[], $3::text[]) AS w (prospect_id, tag_id)
     JOIN prospects p ON p.company_id = $1 AND p.id = w.prospect_id
     JOIN tags t ON t.company_id = $1 AND t.id = w.tag_id
     ORDER BY p.id, t.id
     ON CONFLICT DO NOTHING RETURNING prospect_id AS "prospectId", tag_id AS "tagId"`,
    [companyId, ...columns(wanted)],
  )
  return tell(deps, who, 'tags_added', rows)
}

/** Takes off tags that were given. */
export const removePairs = async (
  deps: ProspectDeps,
  who: Who,
  wanted: readonly HisTags[],
): Promise<HisTags[]> => {
  const { tx, companyId } = who
  const { rows } = await tx.query<{ prospectId: string; tagId: string }>(
    `DELETE FROM prospect_tags pt USING unnest($2::text[], $3::text[]) AS w (prospect_id, tag_id)
     WHERE pt.company_id = $1 AND pt.prospect_id = w.prospect_id AND pt.tag_id = w.tag_id
     RETURNING pt.prospect_id AS "prospectId", pt.tag_id AS "tagId"`,
    [companyId, ...columns(wanted)],
  )
  return tell(deps, who, 'tags_removed', rows)
}

const columns = (wanted: readonly HisTags[]): [string[], string[]] => [
  wanted.flatMap(({ prospectId, tagIds }) => tagIds.map(() => prospectId)),
  wanted.flatMap(({ tagIds }) => tagIds),
]

const tell = async (
  deps: ProspectDeps,
  { tx, companyId, userId }: Who,
  kind: 'tags_added' | 'tags_removed',
  rows: readonly { prospectId: string; tagId: string }[],
): Promise<HisTags[]> => {
  if (rows.length === 0) return []
  const changed = new Map<string, string[]>()
  for (const { prospectId, tagId } of rows)
    changed.set(prospectId, [...(changed.get(prospectId) ?? []), tagId])
  const { rows: named } = await tx.query<{ id: string; name: string }>(
    'SELECT id, name FROM tags WHERE company_id = $1 AND id = ANY($2::text[])',
    [companyId, [...new Set(rows.map(({ tagId }) => tagId))]],
  )
  const names = new Map(named.map(({ id, name }) => [id, name]))
  await deps.events.appendEvents(
    tx,
    companyId,
    [...changed].map(
      ([prospectId, tagIds]): NewEvent => ({
        kind,
        occurredAt: deps.clock.now(),
        prospectId,
        userId,
        data: { tags: tagIds.map((id) => names.get(id) ?? '') },
      }),
    ),
  )
  return [...changed].map(([prospectId, tagIds]) => ({ prospectId, tagIds }))
}
