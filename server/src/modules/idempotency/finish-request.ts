import { type Claim, contextOf, type KeptAnswer, type Running } from './begin-request.ts'
import { deleteClaim, storeAnswer } from './claim-queries.ts'
import type { IdempotencyDeps } from './idempotency-deps.ts'

/**
 * Keeps the answer of a request before it is sent. Failures of ours and refusals for the moment (5xx, 429) are not kept: the key is free
 * again. An answer that cannot be read twice (null) leaves the outcome unknown to repeats.
 */
export const finishRequest = async (
  { db, secrets, running }: Pick<IdempotencyDeps, 'db' | 'secrets'> & { running: Running },
  { ref, claimId }: Claim,
  answer: Omit<KeptAnswer, 'body'> & { body: string | null },
): Promise<void> => {
  const { status, headers, body } = answer
  try {
    if (status >= 500 || status === 429) await deleteClaim(db, ref, claimId)
    else if (body !== null)
      await storeAnswer(db, ref, {
        claimId,
        status,
        headers,
        body: secrets.encrypt(body, contextOf(ref, claimId)),
      })
  } finally {
    // Not before the row is written: who finds it without an answer looks here.
    running.delete(claimId)
  }
}
