import { normaliseAddress } from '@cadenza/mailkit'
import { coalesce, type Queryable } from '#platform/db/index.ts'
import { notFound } from '#platform/errors/index.ts'
import { isId } from '#platform/ids/index.ts'
import { TEXT_FIELDS } from './fields.ts'
import type { Prospect } from './prospect.ts'

/** The columns of a Prospect; `p`, `l` and `m` are its prospects, lists and memberships. */
export const PROSPECT_COLUMNS = `p.id, p.email, p.email_key AS "emailKey",
  ${TEXT_FIELDS.map(({ column, property }) => `p.${column} AS "${property}"`).join(', ')},
  p.custom_fields AS "customFields", p.list_id AS "listId", l.name AS list,
  ARRAY(SELECT t.name FROM prospect_tags pt JOIN tags t ON t.company_id = pt.company_id AND t.id = pt.tag_id
    WHERE pt.company_id = p.company_id AND pt.prospect_id = p.id ORDER BY t.name_key) AS tags,
  p.owner_id AS "ownerId", m.email AS "ownerEmail", p.status, p.suppressed_by AS "suppressedBy", p.source,
  p.created_at AS "createdAt", p.updated_at AS "updatedAt", p.last_interaction_at AS "lastInteractionAt"`

/** Reads memberships (accounts) for the owner's login mail. */
export const PROSPECT_JOINS = `JOIN lists l ON l.company_id = p.company_id AND l.id = p.list_id
  JOIN memberships m ON m.company_id = p.company_id AND m.user_id = p.owner_id`

/** An address as it is looked up: in a query string, `+` may have become a space. */
export const addressKey = (email: string): string => normaliseAddress(email.trim().replaceAll(' ', '+'))

type Wanted = { companyId: string; key: string }

/**
 * Finds by address or by id. Look-ups that arrive together are one statement: measured under 50 connections that is two to three times
 * the look-ups of one statement each. Indexes prospects_company_id_email_key_key and prospects_pkey.
 */
export const createFinders = (db: Queryable) => {
  const finder = (column: 'email_key' | 'id', property: 'emailKey' | 'id') =>
    coalesce<Wanted, Prospect | undefined>({
      keyOf: ({ companyId }) => companyId,
      run: async (wanted) => {
        const { rows } = await db.query<Prospect>(
          `SELECT ${PROSPECT_COLUMNS} FROM prospects p ${PROSPECT_JOINS}
           WHERE p.company_id = $1 AND p.${column} = ANY($2::text[])`,
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
