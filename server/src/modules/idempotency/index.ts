import type { HttpServer } from '#platform/http/index.ts'
import { answerOnce } from './answer-once.ts'
import { KEPT_MILLISECONDS, type Running } from './begin-request.ts'
import { deleteClaimsBefore } from './claim-queries.ts'
import type { IdempotencyDeps } from './idempotency-deps.ts'

export type { IdempotencyDeps } from './idempotency-deps.ts'

export type Idempotency = ReturnType<typeof createIdempotency>

/** Rows deleted at a time, so that nobody waits for it. */
const AT_ONCE = 5_000

/** Requests that are carried out once, however often they are sent: those with an Idempotency-Key. */
export const createIdempotency = (deps: IdempotencyDeps) => {
  const running: Running = new Set()
  return {
    /** For routes whose caller is known by the time of their handlers. */
    answerOnce: (routes: HttpServer): void => answerOnce(routes, { ...deps, running }),
    /** Forgets keys of more than 24 hours; answers how many. */
    prune: (): Promise<number> =>
      deleteClaimsBefore(deps.db, {
        before: new Date(deps.clock.now().getTime() - KEPT_MILLISECONDS),
        atOnce: AT_ONCE,
      }),
  }
}
