// Reads prospects, lists, prospect_tags and tags (prospects) and memberships (accounts): how those stand whom rows of a file are about.
import { type ProspectStatus, TEXT_FIELDS } from '#modules/prospects/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import type { PresentProspect } from './preview-changes.ts'

export type Present = PresentProspect & { ownerId: string; status: ProspectStatus }

/** Prospects by their addresses' keys. Index prospects_company_id_email_key_key; the rest comes by primary keys. */
export const presentProspects = async (
  db: Queryable,
  { companyId, keys }: { companyId: string; keys: readonly string[] },
): Promise<Map<string, Present>> => {
  const { rows } = await db.query<Present & { key: string }>(
    `SELECT p.email_key AS key, p.status, p.owner_id AS "ownerId", p.custom_fields AS "customFields",
       jsonb_build_object(${TEXT_FIELDS.map(({ column }) => `'${column}', p.${column}`).join(', ')}) AS fields,
       (SELECT l.name FROM lists l WHERE l.company_id = $1 AND l.id = p.list_id) AS list,
       (SELECT m.email FROM memberships m WHERE m.company_id = $1 AND m.user_id = p.owner_id) AS owner,
       ARRAY(SELECT t.name FROM prospect_tags pt JOIN tags t ON t.company_id = $1 AND t.id = pt.tag_id
         WHERE pt.company_id = $1 AND pt.prospect_id = p.id ORDER BY t.name_key) AS tags
     FROM prospects p WHERE p.company_id = $1 AND p.email_key = ANY ($2::text[])`,
    [companyId, keys],
  )
  return new Map(rows.map(({ key, ...present }) => [key, present]))
}

/** Of these login mails, those of members. Index memberships_company_id_email_key. */
export const knownMembers = async (
  db: Queryable,
  { companyId, emails }: { companyId: string; emails: readonly string[] },
): Promise<Map<string, string>> => {
  const { rows } = await db.query<{ email: string; id: string }>(
    `SELECT email, user_id AS id FROM memberships
     WHERE company_id = $1 AND email = ANY ($2::text[]) AND left_at IS NULL`,
    [companyId, emails],
  )
  return new Map(rows.map(({ email, id }) => [email, id]))
}
