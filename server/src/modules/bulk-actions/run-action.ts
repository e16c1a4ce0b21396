import { readFilter } from '#modules/prospects/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { storeBatch, storedAction, storeState } from './action-queries.ts'
import { type BulkAction, canBeUndone } from './bulk-action.ts'
import type { BulkDeps } from './bulk-deps.ts'
import { performBatch } from './perform-batch.ts'

export const RUN_JOB = 'bulk-action'

/** Prospects of one transaction. */
const BATCH = 500
/** How long an action may be taken back, from its end. */
const UNDO_MILLISECONDS = 15 * 60_000

type Which = { companyId: string; actionId: string }

/**
 * Goes on with an action from where it is, batch by batch, until everybody had it. Whoever it was done to by a process that died before it
 * could say so has it done again, which changes nothing. Ends early when aborted.
 */
export const runAction = async (
  deps: BulkDeps,
  { signal, ...which }: Which & { signal?: AbortSignal },
): Promise<void> => {
  try {
    while (!signal?.aborted && (await deps.db.transaction((tx) => nextBatch(deps, tx, which)))) {}
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await storeState(deps.db, { ...which, state: 'failed', error: error.message, at: deps.clock.now() })
  }
}

/** Answers whether there is more to do. */
const nextBatch = async (deps: BulkDeps, tx: Queryable, which: Which): Promise<boolean> => {
  const stored = await storedAction(tx, { ...which, lock: true })
  if (stored?.state !== 'running') return false
  const prospectIds = await nextProspects(deps, which, stored)
  const last = prospectIds.at(-1)
  if (last !== undefined) {
    const { companyId } = which
    const result = await performBatch(deps, {
      tx,
      companyId,
      userId: stored.userId,
      prospectIds,
      action: stored.action,
    })
    await storeBatch(tx, { ...which, afterId: last, seen: prospectIds.length, result })
  }
  if (prospectIds.length === BATCH) return true
  const now = deps.clock.now()
  const undoUntil = canBeUndone(stored.action) ? new Date(now.getTime() + UNDO_MILLISECONDS) : null
  await storeState(tx, { ...which, state: 'done', at: now, undoUntil })
  return false
}

/** In the order of ids; none who came later than the action, so that it comes to an end. */
const nextProspects = async (
  { prospects }: BulkDeps,
  { companyId }: Which,
  { id, userId, prospectIds, filter, ownOnly, afterId }: BulkAction,
): Promise<string[]> => {
  const page = await prospects.listProspects({
    companyId,
    filter: {
      ...(filter && readFilter(filter)),
      ...(prospectIds && { ids: prospectIds }),
      ...(ownOnly && { ownerId: userId }),
      idBefore: id,
    },
    after: afterId === '' ? undefined : [afterId],
    limit: BATCH,
  })
  return page.map((prospect) => prospect.id)
}
