// Statements that read tables of other modules: memberships (accounts), imports (imports), events (events).
import type { Queryable } from '#platform/db/index.ts'
import type { List } from './lists.ts'
import { DEFAULT_LIST } from './names.ts'
import type { ProspectStatus } from './status.ts'

/** The ids of members by login mail. Index memberships_company_id_email_key. Reads memberships. */
export const membersByEmail = async (
  db: Queryable,
  { companyId, emails }: { companyId: string; emails: readonly string[] },
): Promise<Map<string, string>> => {
  const { rows } = await db.query<{ email: string; userId: string }>(
    `SELECT email, user_id AS "userId" FROM memberships
     WHERE company_id = $1 AND email = ANY($2::text[]) AND left_at IS NULL`,
    [companyId, emails],
  )
  return new Map(rows.map(({ email, userId }) => [email, userId]))
}

/** Whether a member is held to his own. Index memberships_pkey. Reads memberships. */
export const isRep = async (
  db: Queryable,
  { companyId, userId }: { companyId: string; userId: string },
): Promise<boolean> => {
  const { rows } = await db.query(
    `SELECT FROM memberships WHERE company_id = $1 AND user_id = $2 AND role = 'rep'`,
    [companyId, userId],
  )
  return rows.length > 0
}

/** Which of these address keys are prospects of other members. Index prospects_company_id_email_key_key. */
export const foreignAddresses = async (
  db: Queryable,
  input: { companyId: string; userId: string; keys: readonly string[] },
): Promise<Set<string>> => {
  const { rows } = await db.query<{ key: string }>(
    `SELECT email_key AS key FROM prospects
     WHERE company_id = $1 AND email_key = ANY($3::text[]) AND owner_id <> $2`,
    [input.companyId, input.userId, input.keys],
  )
  return new Set(rows.map(({ key }) => key))
}

/**
 * The lists that a user created, imported into, or that hold prospects of his, and `default`; by name. One probe of prospects_owner a
 * list. Reads imports.
 */
export const listsOfUser = async (
  db: Queryable,
  { companyId, userId }: { companyId: string; userId: string },
): Promise<List[]> => {
  const { rows } = await db.query<List>(
    `SELECT l.id, l.name, l.created_by AS "createdBy", l.created_at AS "createdAt"
     FROM lists l
     WHERE l.company_id = $1 AND (
       l.name_key = '${DEFAULT_LIST}' OR l.created_by = $2
       OR l.id IN (SELECT i.list_id FROM imports i WHERE i.company_id = $1 AND i.user_id = $2)
       OR EXISTS (SELECT FROM prospects p WHERE p.company_id = $1 AND p.owner_id = $2 AND p.list_id = l.id))
     ORDER BY l.name_key`,
    [companyId, userId],
  )
  return rows
}

/** What mail and answers have made of a prospect, whatever suppressions said. Index events_prospect. Reads events. */
export const statusFromEvents = async (
  db: Queryable,
  { companyId, prospectIds }: { companyId: string; prospectIds: readonly string[] },
): Promise<Map<string, ProspectStatus>> => {
  const { rows } = await db.query<{ id: string; replied: boolean }>(
    `SELECT prospect_id AS id, bool_or(kind = 'replied') AS replied FROM events
     WHERE company_id = $1 AND prospect_id = ANY($2::text[]) AND kind IN ('sent', 'replied')
     GROUP BY prospect_id`,
    [companyId, prospectIds],
  )
  return new Map(rows.map(({ id, replied }) => [id, replied ? 'replied' : 'contacted']))
}
