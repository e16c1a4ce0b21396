// Reads companies, which accounts writes.
import type { Queryable } from '#platform/db/index.ts'

/** A key of one caller. */
export type KeyRef = { companyId: string; caller: string; key: string }

/** What is stored of the request that holds a key; `status` and `body` are null as long as its answer is not known. */
export type StoredClaim = {
  claimId: string
  processId: string
  fingerprint: string
  begunAt: Date
  status: number | null
  headers: Record<string, string> | null
  /** Encrypted. */
  body: string | null
}

/** Takes a key that nobody holds, or whose request began before `expired`: by the primary key. Answers whether it was taken. */
export const insertClaim = async (
  db: Queryable,
  { companyId, caller, key }: KeyRef,
  claim: { claimId: string; processId: string; fingerprint: string; now: Date; expired: Date },
): Promise<boolean> => {
  const { rowCount } = await db.query(
    `INSERT INTO idempotency_keys AS held (company_id, caller, key, claim_id, process_id, fingerprint, begun_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (company_id, caller, key) DO UPDATE SET claim_id = excluded.claim_id, process_id = excluded.process_id,
       fingerprint = excluded.fingerprint, begun_at = excluded.begun_at, status = NULL, headers = NULL, body = NULL
     WHERE held.begun_at < $8`,
    [companyId, caller, key, claim.claimId, claim.processId, claim.fingerprint, claim.now, claim.expired],
  )
  return rowCount === 1
}

/** By the primary key. */
export const selectClaim = async (
  db: Queryable,
  { companyId, caller, key }: KeyRef,
): Promise<StoredClaim | undefined> => {
  const { rows } = await db.query<StoredClaim>(
    `SELECT claim_id AS "claimId", process_id AS "processId", fingerprint, begun_at AS "begunAt", status, headers, body
     FROM idempotency_keys WHERE company_id = $1 AND caller = $2 AND key = $3`,
    [companyId, caller, key],
  )
  return rows[0]
}

/** By the primary key; a claim that lost its key in the meantime stores nothing. */
export const storeAnswer = async (
  db: Queryable,
  { companyId, caller, key }: KeyRef,
  answer: { claimId: string; status: number; headers: Record<string, string>; body: string },
): Promise<void> => {
  await db.query(
    `UPDATE idempotency_keys SET status = $5, headers = $6, body = $7
     WHERE company_id = $1 AND caller = $2 AND key = $3 AND claim_id = $4`,
    [companyId, caller, key, answer.claimId, answer.status, answer.headers, answer.body],
  )
}

/** By the primary key. */
export const deleteClaim = async (
  db: Queryable,
  { companyId, caller, key }: KeyRef,
  claimId: string,
): Promise<void> => {
  await db.query(
    `DELETE FROM idempotency_keys WHERE company_id = $1 AND caller = $2 AND key = $3 AND claim_id = $4`,
    [companyId, caller, key, claimId],
  )
}

/** By idempotency_keys_old, company by company. Answers how many went. */
export const deleteClaimsBefore = async (
  db: Queryable,
  { before, atOnce }: { before: Date; atOnce: number },
): Promise<number> => {
  const { rows } = await db.query<{ companyId: string }>(`SELECT company_id AS "companyId" FROM companies`)
  let deleted = 0
  for (const { companyId } of rows) {
    for (let last = atOnce; last === atOnce; deleted += last) {
      const { rowCount } = await db.query(
        `DELETE FROM idempotency_keys WHERE company_id = $1 AND (caller, key) IN (
           SELECT caller, key FROM idempotency_keys WHERE company_id = $1 AND begun_at < $2 LIMIT $3)`,
        [companyId, before, atOnce],
      )
      last = rowCount
    }
  }
  return deleted
}
