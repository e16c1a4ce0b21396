// The module's own table is templates; also reads memberships (the owner's role).
import type { Queryable } from '#platform/db/index.ts'
import { nameKey } from '../sequence-name.ts'

/** A saved subject and body that cadence steps are begun from. */
export type Template = {
  id: string
  name: string
  subject: string
  /** HTML with Liquid. */
  body: string
  ownerId: string | null
  /** Seen and used by everybody; else by its owner, managers and admins. */
  shared: boolean
  createdAt: Date
  updatedAt: Date
}

type TemplateRow = {
  id: string
  name: string
  subject: string
  body: string
  owner_id: string | null
  shared: boolean
  created_at: Date
  updated_at: Date
}

const COLUMNS = 'id, name, subject, body, owner_id, shared, created_at, updated_at'

const templateOf = (row: TemplateRow): Template => ({
  id: row.id,
  name: row.name,
  subject: row.subject,
  body: row.body,
  ownerId: row.owner_id,
  shared: row.shared,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

export const selectTemplate = async (
  tx: Queryable,
  { companyId, templateId }: { companyId: string; templateId: string },
): Promise<Template | null> => {
  const { rows } = await tx.query<TemplateRow>(
    `SELECT ${COLUMNS} FROM templates WHERE company_id = $1 AND id = $2`,
    [companyId, templateId],
  )
  return rows[0] ? templateOf(rows[0]) : null
}

/** By name key. Served by the unique index on (company_id, name_key). */
export const selectTemplatesByName = async (
  tx: Queryable,
  {
    companyId,
    nameKeys,
    seenBy,
  }: { companyId: string; nameKeys: readonly string[]; seenBy?: string | undefined },
): Promise<Map<string, Template>> => {
  if (nameKeys.length === 0) return new Map()
  const { rows } = await tx.query<TemplateRow & { name_key: string }>(
    `SELECT ${COLUMNS}, name_key FROM templates WHERE company_id = $1 AND name_key = ANY($2)
       AND ($3::text IS NULL OR shared OR owner_id = $3)`,
    [companyId, nameKeys, seenBy ?? null],
  )
  return new Map(rows.map((row) => [row.name_key, templateOf(row)]))
}

/**
 * In the order of ids; `after` is the last id of the page before. Served by the primary key; `search` looks through the names and subjects of a
 * company's templates on the way.
 */
export const selectTemplates = async (
  tx: Queryable,
  input: {
    companyId: string
    /** Only those that this rep sees: shared ones and his own. */
    seenBy?: string | undefined
    /** Stands in the name or the subject, in any case. */
    search?: string | undefined
    after?: string | undefined
    limit: number
  },
): Promise<Template[]> => {
  const { rows } = await tx.query<TemplateRow>(
    `SELECT ${COLUMNS} FROM templates
     WHERE company_id = $1 AND id > $2 AND ($4::text IS NULL OR shared OR owner_id = $4)
       AND ($5::text IS NULL OR position($5 IN name_key) > 0 OR position($5 IN lower(subject)) > 0) ORDER BY id LIMIT $3`,
    [
      ...[input.companyId, input.after ?? '', input.limit, input.seenBy ?? null],
      input.search === undefined ? null : nameKey(input.search),
    ],
  )
  return rows.map(templateOf)
}

type TemplateValues = {
  companyId: string
  id: string
  name: string
  nameKey: string
  subject: string
  body: string
  now: Date
}

/** One that a rep makes is his own until he shares it. False when the name is taken. */
export const insertTemplate = async (
  tx: Queryable,
  input: TemplateValues & { ownerId: string },
): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `INSERT INTO templates (company_id, id, name, name_key, subject, body, owner_id, created_at, updated_at, shared)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8,
       (SELECT m.role <> 'rep' FROM memberships m WHERE m.company_id = $1 AND m.user_id = $7)) ON CONFLICT (company_id, name_key) DO NOTHING`,
    [
      input.companyId,
      input.id,
      input.name,
      input.nameKey,
      input.subject,
      input.body,
      input.ownerId,
      input.now,
    ],
  )
  return rowCount === 1
}

/** False when another template has the name. */
export const replaceTemplate = async (
  tx: Queryable,
  input: TemplateValues & { shared: boolean },
): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `UPDATE templates SET name = $3, name_key = $4, subject = $5, body = $6, updated_at = $7, shared = $8
     WHERE company_id = $1 AND id = $2 AND NOT EXISTS (
       SELECT FROM templates WHERE company_id = $1 AND name_key = $4 AND id <> $2)`,
    [
      ...[input.companyId, input.id, input.name, input.nameKey],
      ...[input.subject, input.body, input.now, input.shared],
    ],
  )
  return rowCount === 1
}

export const deleteTemplateRow = async (
  tx: Queryable,
  { companyId, templateId }: { companyId: string; templateId: string },
): Promise<boolean> => {
  const { rowCount } = await tx.query('DELETE FROM templates WHERE company_id = $1 AND id = $2', [
    companyId,
    templateId,
  ])
  return rowCount === 1
}
