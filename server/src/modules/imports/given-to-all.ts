// Reads memberships (accounts): whom an import may give its prospects to.
import { notForOthers, unknownOwner } from '#modules/prospects/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { invalidInput } from '#platform/errors/index.ts'

/** What an import gives to all its prospects, beside its list. */
export type GivenToAll = {
  /** Added to those that a row names. */
  tags: string[]
  /** The login mail of the owner of rows that name none; null: whoever imports, and who is there keeps his. */
  owner: string | null
}

const MOST_TAGS = 50
const LONGEST_TAG = 200

/** Tags as they are given to all: trimmed, each once. Throws `invalid_input` on `tags`. */
export const readTagsForAll = (tags: readonly string[] = []): string[] => {
  const clean = tags.map((tag) => tag.toWellFormed().replaceAll('\0', '').trim()).filter((tag) => tag !== '')
  const unique = [...new Map(clean.map((tag) => [tag.toLowerCase(), tag])).values()]
  const wrong = unique.find((tag) => tag.length > LONGEST_TAG || /[|;,\n]/.test(tag))
  if (wrong !== undefined)
    throw invalidInput(
      'tags',
      `tags: ${JSON.stringify(wrong.slice(0, 60))} is no name of a tag: it is too long, or holds one of | ; and a comma.`,
    )
  if (unique.length > MOST_TAGS) throw invalidInput('tags', `tags names more than ${MOST_TAGS}.`)
  return unique
}

/** The id of the owner to be; null where none is named. Throws as `updateProspect` for an unknown member, and where a rep names another. */
export const ownerForAll = async (
  tx: Queryable,
  { companyId, userId, owner }: { companyId: string; userId: string; owner?: string | null | undefined },
): Promise<string | null> => {
  const email = owner?.trim().toLowerCase() ?? ''
  if (email === '') return null
  const { rows } = await tx.query<{ id: string; isRep: boolean }>(
    `SELECT m.user_id AS id, (SELECT r.role = 'rep' FROM memberships r WHERE r.company_id = $1 AND r.user_id = $3) AS "isRep"
     FROM memberships m WHERE m.company_id = $1 AND m.email = $2 AND m.left_at IS NULL`,
    [companyId, email, userId],
  )
  const [found] = rows
  if (!found) throw unknownOwner(email)
  if (found.isRep && found.id !== userId) throw notForOthers()
  return found.id
}
