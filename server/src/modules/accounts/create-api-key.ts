import type { Queryable } from '#platform/db/index.ts'
import { invalidInput, notFound } from '#platform/errors/index.ts'
import type { AccountsDeps } from './accounts-deps.ts'
import { hashApiKey, newApiKey } from './api-key.ts'
import { EDITIONS, type Edition } from './caller.ts'
import { readName } from './plain-text.ts'

export type CreateApiKey = {
  companyId: string
  /** Whose key; null makes a company key, which speaks for any member. */
  userId: string | null
  edition?: Edition
  name?: string
}

/** Makes a key and returns its text, which nobody can read again. Throws not_found for somebody who is no member. */
export const createApiKey = async (
  { newId, clock }: Pick<AccountsDeps, 'newId' | 'clock'>,
  tx: Queryable,
  { companyId, userId, edition = '2017', name = 'API key' }: CreateApiKey,
): Promise<{ id: string; apiKey: string }> => {
  if (!EDITIONS.includes(edition)) throw invalidInput('edition', `edition must be ${EDITIONS.join(' or ')}.`)
  const apiKey = newApiKey(companyId)
  const id = newId()
  const { rowCount } = await tx.query(
    `INSERT INTO api_keys (company_id, key_hash, id, user_id, edition, name, created_at)
     SELECT $1, $2, $3, $4, $5, $6, $7
     WHERE $4::text IS NULL OR EXISTS (
       SELECT 1 FROM memberships WHERE company_id = $1 AND user_id = $4 AND left_at IS NULL)`,
    [companyId, hashApiKey(apiKey), id, userId, edition, readName(name, 'name'), clock.now()],
  )
  if (rowCount === 0) throw notFound('There is no such member of this company.', 'userId')
  return { id, apiKey }
}
