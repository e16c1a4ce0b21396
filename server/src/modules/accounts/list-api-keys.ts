import type { Database } from '#platform/db/index.ts'
import { notFound } from '#platform/errors/index.ts'
import type { AccountsDeps } from './accounts-deps.ts'
import type { Edition } from './caller.ts'

export type ApiKeyRow = {
  id: string
  userId: string | null
  edition: Edition
  name: string
  createdAt: Date
  /** To five minutes; null: never, or not since this is noted. */
  lastUsedAt: Date | null
  revokedAt: Date | null
}

/** The keys of a company, or of one member, newest first, without their texts. There are few, so they come in one piece. */
export const listApiKeys = async (
  db: Database,
  { companyId, userId }: { companyId: string; userId?: string | undefined },
): Promise<ApiKeyRow[]> => {
  const { rows } = await db.query<ApiKeyRow>(
    `SELECT id, user_id AS "userId", edition, name, created_at AS "createdAt",
       last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"
     FROM api_keys WHERE company_id = $1 AND ($2::text IS NULL OR user_id = $2) ORDER BY id DESC`,
    [companyId, userId ?? null],
  )
  return rows
}

/** Ends a key: the next request with it fails. Throws not_found for an unknown one; ending it twice changes nothing. */
export const revokeApiKey = async (
  { db, clock }: Pick<AccountsDeps, 'db' | 'clock'>,
  { companyId, keyId }: { companyId: string; keyId: string },
): Promise<void> => {
  const { rowCount } = await db.query(
    `UPDATE api_keys SET revoked_at = coalesce(revoked_at, $3) WHERE company_id = $1 AND id = $2`,
    [companyId, keyId, clock.now()],
  )
  if (rowCount === 0) throw notFound('There is no such API key.', 'keyId')
}
