import { AppError } from '#platform/errors/index.ts'
import { livingProcesses } from '#platform/process/index.ts'
import { insertClaim, type KeyRef, type StoredClaim, selectClaim } from './claim-queries.ts'
import type { IdempotencyDeps } from './idempotency-deps.ts'
import { KEY_HEADER } from './read-key.ts'

export const KEPT_MILLISECONDS = 24 * 60 * 60 * 1_000

/** The answer of the first request, as it is sent again. */
export type KeptAnswer = { status: number; headers: Record<string, string>; body: string }

/** A request that may run now, and whose answer is to be stored. */
export type Claim = { ref: KeyRef; claimId: string }

/** Requests of this process that run. */
export type Running = Set<string>

/**
 * Takes the key for a request, or answers what the first one with this key was answered. Throws 422 where the first was another request,
 * 409 while it runs, and 409 where its process ended before its answer was stored: then nobody knows what it did, and it is not run again.
 */
export const beginRequest = async (
  deps: IdempotencyDeps & { running: Running },
  { ref, fingerprint }: { ref: KeyRef; fingerprint: string },
): Promise<{ claim: Claim } | { kept: KeptAnswer }> => {
  const { db, clock, newId, processId, running } = deps
  const claimId = newId()
  const now = clock.now()
  // Known as running before anybody else can see the row.
  running.add(claimId)
  let taken = false
  try {
    const expired = new Date(now.getTime() - KEPT_MILLISECONDS)
    taken = await insertClaim(db, ref, { claimId, processId, fingerprint, now, expired })
  } finally {
    if (!taken) running.delete(claimId)
  }
  if (taken) return { claim: { ref, claimId } }
  const first = await selectClaim(db, ref)
  // It failed inside and gave the key back between the two statements.
  if (first === undefined) throw stillRuns()
  if (first.fingerprint !== fingerprint) throw otherRequest(ref.key)
  if (isAnswered(first)) return { kept: open(deps, ref, first) }
  if (await stillRunning(deps, first)) throw stillRuns()
  // It may have ended between the two looks.
  const again = await selectClaim(db, ref)
  if (again === undefined) throw stillRuns()
  if (isAnswered(again)) return { kept: open(deps, ref, again) }
  throw outcomeUnknown(first.begunAt)
}

type AnsweredClaim = StoredClaim & { status: number; body: string }

const isAnswered = (claim: StoredClaim): claim is AnsweredClaim =>
  claim.status !== null && claim.body !== null

const stillRunning = async (
  { db, clock, processId, running }: IdempotencyDeps & { running: Running },
  first: StoredClaim,
): Promise<boolean> => {
  if (first.processId === processId) return running.has(first.claimId)
  const alive = await livingProcesses(db, clock.now())
  return alive.some(({ id }) => id === first.processId)
}

/** What an answer is encrypted for. */
export const contextOf = ({ companyId }: KeyRef, claimId: string): string =>
  `idempotency:${companyId}:${claimId}`

const open = ({ secrets }: IdempotencyDeps, ref: KeyRef, claim: AnsweredClaim): KeptAnswer => ({
  status: claim.status,
  headers: claim.headers ?? {},
  body: secrets.decrypt(claim.body, contextOf(ref, claim.claimId)),
})

const otherRequest = (key: string): AppError =>
  new AppError({
    code: 'not_allowed',
    publicCode: 'idempotency_key_reused',
    field: KEY_HEADER,
    message: `The ${KEY_HEADER} ${JSON.stringify(key)} was used for another request in the last 24 hours (another path, body or user). Choose a new key for a new request.`,
  })

const stillRuns = (): AppError =>
  new AppError({
    code: 'conflict',
    publicCode: 'idempotency_in_progress',
    field: KEY_HEADER,
    message: `A request with this ${KEY_HEADER} is being carried out. Send this one again in a second to get its answer.`,
  })

const outcomeUnknown = (begunAt: Date): AppError =>
  new AppError({
    code: 'conflict',
    publicCode: 'idempotency_outcome_unknown',
    field: KEY_HEADER,
    message: `A request with this ${KEY_HEADER} began at ${begunAt.toISOString()}, and the server stopped before its answer was kept, so nobody knows whether it took effect. It is not run again by itself: look whether what it asked for has happened, and if not, send it with a new key.`,
  })
