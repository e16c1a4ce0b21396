// Reads prospects and memberships (their owners), which are other modules'.
import { TEXT_FIELDS } from '#modules/prospects/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import type { Recipient } from './field-values.ts'

const FIELD_COLUMNS = TEXT_FIELDS.map(({ column, property }) => `p.${column} AS "${property}"`).join(', ')

/** Prospects by id with all that a mail can say of them. Served by the primary keys of both tables. */
export const recipientsOf = async (
  tx: Queryable,
  { companyId, prospectIds }: { companyId: string; prospectIds: readonly string[] },
): Promise<Map<string, Recipient>> => {
  if (prospectIds.length === 0) return new Map()
  const { rows } = await tx.query<Recipient & { id: string }>(
    `SELECT p.id, p.email, ${FIELD_COLUMNS}, p.custom_fields AS "customFields", o.name AS "ownerName", o.email AS "ownerEmail"
     FROM prospects p JOIN memberships o ON o.company_id = p.company_id AND o.user_id = p.owner_id
     WHERE p.company_id = $1 AND p.id = ANY($2)`,
    [companyId, [...new Set(prospectIds)]],
  )
  return new Map(rows.map(({ id, ...recipient }) => [id, recipient]))
}
