import type { Queryable } from '#platform/db/index.ts'
import { countRestored, type StoredChange, storedAction, storeState, takeChanges } from './action-queries.ts'
import type { BulkAction } from './bulk-action.ts'
import type { BulkDeps } from './bulk-deps.ts'
import { givenBy } from './perform-batch.ts'

export const UNDO_JOB = 'undo-bulk-action'

const BATCH = 500

type Which = { companyId: string; actionId: string }

/** Gives back what an action took, to those who still have what it gave. Can be gone on with, like the action itself. */
export const undoAction = async (
  deps: BulkDeps,
  { signal, ...which }: Which & { signal?: AbortSignal },
): Promise<void> => {
  while (!signal?.aborted && (await deps.db.transaction((tx) => nextBatch(deps, tx, which)))) {}
}

const nextBatch = async (deps: BulkDeps, tx: Queryable, which: Which): Promise<boolean> => {
  const stored = await storedAction(tx, { ...which, lock: true })
  if (stored?.state !== 'undoing') return false
  const changes = await takeChanges(tx, { ...which, limit: BATCH })
  if (changes.length > 0) {
    const restored = await restore(deps, { tx, companyId: which.companyId, stored, changes })
    await countRestored(tx, { ...which, restored })
  }
  if (changes.length === BATCH) return true
  await storeState(tx, { ...which, state: 'undone', at: deps.clock.now() })
  return false
}

const restore = async (
  deps: BulkDeps,
  {
    stored: { action, userId },
    changes,
    ...where
  }: { tx: Queryable; companyId: string; stored: BulkAction; changes: readonly StoredChange[] },
): Promise<number> => {
  const who = { ...where, userId }
  const { prospects } = deps
  switch (action.kind) {
    case 'add_tags':
      return (await prospects.removePairs(who, changes.map(tagsOf))).length
    case 'remove_tags':
      return (await prospects.addPairs(who, changes.map(tagsOf))).length
    case 'set_list':
    case 'set_owner':
    case 'set_field':
      return prospects.takeBack({
        ...who,
        given: await givenBy(deps, who, action),
        befores: changes.map(hadBefore),
      })
    default:
      return 0
  }
}

const tagsOf = ({ prospectId, before }: StoredChange) => ({
  prospectId,
  tagIds: Array.isArray(before) ? before.filter((tag) => typeof tag === 'string') : [],
})

const hadBefore = ({ prospectId, before }: StoredChange) => ({
  prospectId,
  before: typeof before === 'string' ? before : null,
})
