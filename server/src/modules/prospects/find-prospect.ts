// Reads memberships, which is another module's.
import { normaliseAddress } from '@cadenza/mailkit'
import { coalesce, type Queryable } from '#platform/db/index.ts'
import { notFound } from '#platform/errors/index.ts'
import { isId } from '#platform/ids/index.ts'
import { TEXT_FIELDS } from './fields.ts'
import type { Prospect } from './prospect.ts'

/**
 * The columns of a Prospect `p`. What comes from other tables are scalar sub-selects, each a probe of a primary key: joins made the
 * planner scan whole tables where it knew too little of them. Reads memberships (accounts) for the owner's login mail.
 */
export const PROSPECT_COLUMNS = `p.id, p.email, p.email_key AS "emailKey",
  ${TEXT_FIELDS.map(({ column, property }) => `p.${column} AS "${property}"`).join(', ')},
  p.custom_fields AS "customFields", p.list_id AS "listId",
  (SELECT l.name FROM lists l WHERE l.company_id = p.company_id AND l.id = p.list_id) AS list,
  ARRAY(SELECT t.name FROM prospect_tags pt JOIN tags t ON t.company_id = pt.company_id AND t.id = pt.tag_id
    WHERE pt.company_id = p.company_id AND pt.prospect_id = p.id ORDER BY t.name_key) AS tags,
  p.owner_id AS "ownerId",
  (SELECT m.email FROM memberships m WHERE m.company_id = p.company_id AND m.user_id = p.owner_id) AS "ownerEmail",
  p.status, p.suppressed_by AS "suppressedBy", p.source,
  p.created_at AS "createdAt", p.updated_at AS "updatedAt", p.last_interaction_at AS "lastInteractionAt",
  p.last_contacted_at AS "lastContactedAt"`

/**
 * An address as it is looked up: in a query string, `+` may have become a space. No address has a NUL in it, and PostgreSQL takes no
 * text that has one.
 */
export const addressKey = (email: string): string =>
  normaliseAddress(email.trim().replaceAll(' ', '+')).replaceAll('\0', '')

type Wanted = { companyId: string; key: string }

/**
 * Finds by address or by id. Look-ups that arrive together are one statement: with 50 callers that answers two to three times as many as one statement each. Indexes prospects_company_id_email_key_key and prospects_pkey.
 */
export const createFinders = (db: Queryable) => {
  const finder = (column: 'email_key' | 'id', property: 'emailKey' | 'id') =>
    coalesce<Wanted, Prospect | undefined>({
      keyOf: ({ companyId }) => companyId,
      run: async (wanted) => {
        const { rows } = await db.query<Prospect>(
          `SELECT ${PROSPECT_COLUMNS} FROM unnest($2::text[]) AS wanted (key)
           CROSS JOIN LATERAL (SELECT * FROM prospects WHERE company_id = $1 AND ${column} = wanted.key LIMIT 1) p`,
          [wanted[0]?.companyId, [...new Set(wanted.map(({ key }) => key))]],
        )
        const found = new Map(rows.map((row) => [row[property], row]))
        return wanted.map(({ key }) => found.get(key))
      },
    })
  const byKey = finder('email_key', 'emailKey')
  const byId = finder('id', 'id')
  return {
    findByEmail: ({ companyId, email }: { companyId: string; email: string }) =>
      byKey({ companyId, key: addressKey(email) }),
    findById: ({ companyId, id }: { companyId: string; id: string }): Promise<Prospect | undefined> =>
      isId(id) ? byId({ companyId, key: id }) : Promise.resolve(undefined),
  }
}

/** SQL: the prospect that a path names by address or by id, with `$1` the company and `$2` the value of `refValue`. */
export const refCondition = (ref: string): string => (isId(ref) ? 'p.id = $2' : 'p.email_key = $2')
export const refValue = (ref: string): string => (isId(ref) ? ref : addressKey(ref))

export const unknownProspect = (ref: string) =>
  notFound(
    isId(ref)
      ? `No prospect has the id ${ref}.`
      : `No prospect has the address ${JSON.stringify(ref)}; add it first with POST /prospects.`,
    'Email',
  )
