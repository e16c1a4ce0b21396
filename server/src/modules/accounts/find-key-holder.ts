import { coalesce, type Database } from '#platform/db/index.ts'
import type { AccountsDeps } from './accounts-deps.ts'
import { companyOfKey, hashApiKey } from './api-key.ts'
import type { Edition, Role } from './caller.ts'

/** A key that is good now, and the member that the request speaks for, if there is one. */
export type KeyHolder = {
  companyId: string
  keyId: string
  edition: Edition
  /** Whether the key is one user's own. */
  personal: boolean
  /** The key's user, or for a company key the member with the asked address. */
  member: { userId: string; email: string; role: Role } | undefined
}

type Question = { companyId: string; hash: Buffer; email: string | undefined }

type Row = {
  hash: string
  keyId: string
  keyUserId: string | null
  lastUsedAt: Date | null
  edition: Edition
  userId: string | null
  email: string | null
  role: Role | null
}

/**
 * Who holds a key. Nothing is remembered from one turn of the event loop to the next, so a revoked key fails on the next request; but
 * the questions of one turn about one company are put to the database as one statement. Undefined for a key that is unknown, revoked, or
 * whose user has left.
 */
export const createFindKeyHolder = (
  deps: Pick<AccountsDeps, 'db' | 'clock' | 'log'>,
): ((input: { key: string; email: string | undefined }) => Promise<KeyHolder | undefined>) => {
  const ask = coalesce<Question, KeyHolder | undefined>({
    keyOf: ({ companyId }) => companyId,
    run: (questions) => findKeyHolders(deps, questions),
    mostItems: 500,
  })
  return async ({ key, email }) => {
    const companyId = companyOfKey(key)
    if (companyId === undefined) return undefined
    return ask({ companyId, hash: hashApiKey(key), email })
  }
}

/**
 * Two probes per key: api_keys by its primary key, memberships by its primary key for a personal key and by (company_id, email) for a
 * company key.
 */
const findKeyHolders = async (
  { db, clock, log }: Pick<AccountsDeps, 'db' | 'clock' | 'log'>,
  questions: readonly Question[],
): Promise<(KeyHolder | undefined)[]> => {
  const companyId = questions[0]?.companyId ?? ''
  const hashes = new Map(questions.map(({ hash }) => [hash.toString('hex'), hash]))
  const emails = new Set(questions.flatMap(({ email }) => email ?? []))
  const { rows } = await db.query<Row>(
    `SELECT encode(k.key_hash, 'hex') AS hash, k.id AS "keyId", k.user_id AS "keyUserId", k.edition,
            k.last_used_at AS "lastUsedAt", m.user_id AS "userId", m.email, m.role
     FROM api_keys k
     LEFT JOIN memberships m ON m.company_id = k.company_id AND m.left_at IS NULL
       AND (m.user_id = k.user_id OR (k.user_id IS NULL AND m.email = ANY($3)))
     WHERE k.company_id = $1 AND k.key_hash = ANY($2) AND k.revoked_at IS NULL`,
    [companyId, [...hashes.values()], [...emails]],
  )
  noteUse({ db, now: clock.now(), companyId, rows }).catch((error: unknown) => {
    log.warn({ err: error }, 'the last use of an API key could not be noted')
  })
  const byHash = Map.groupBy(rows, ({ hash }) => hash)
  return questions.map(({ hash, email }) => {
    const found = byHash.get(hash.toString('hex'))
    const [first] = found ?? []
    if (!found || !first) return undefined
    const personal = first.keyUserId !== null
    const row = personal ? first : found.find((candidate) => candidate.email === email)
    const member =
      row?.userId != null && row.email !== null && row.role !== null
        ? { userId: row.userId, email: row.email, role: row.role }
        : undefined
    if (personal && !member) return undefined
    return { companyId, keyId: first.keyId, edition: first.edition, personal, member }
  })
}

const NOTED_EVERY = 5 * 60_000

/** Nobody waits for it. By the unique ids of api_keys; no index is over the time, so the row is rewritten in its page. */
const noteUse = async (input: {
  db: Pick<Database, 'query'>
  now: Date
  companyId: string
  rows: readonly Row[]
}): Promise<void> => {
  const before = input.now.getTime() - NOTED_EVERY
  const stale = input.rows.filter(({ lastUsedAt }) => (lastUsedAt?.getTime() ?? 0) <= before)
  if (stale.length === 0) return
  await input.db.query('UPDATE api_keys SET last_used_at = $3 WHERE company_id = $1 AND id = ANY($2)', [
    input.companyId,
    [...new Set(stale.map(({ keyId }) => keyId))].sort(),
    input.now,
  ])
}
