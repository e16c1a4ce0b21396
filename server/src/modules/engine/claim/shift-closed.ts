import type { EngineDeps } from '../engine-deps.ts'
import { eventsOfChange } from '../events-of-change.ts'
import { claimFromLanes, type LaneEnd } from '../lane-queries.ts'
import { createScenes } from '../scene.ts'
import { storeApplied } from '../store-applied.ts'
import { beginSteps } from './begin-steps.ts'

/** Enrolments moved in one transaction, and looked at in one turn of a company. */
const BATCH = 1000
const MOST_PER_TURN = 2000

/**
 * Moves what is due in lane ends where a turn met a closed window (the day's leftovers, a holiday) to each one's next open moment, in sets:
 * else a mailbox with one slot at a time would meet them one by one. What is more than a fair turn comes in the next ones.
 */
export const shiftClosed = async (
  deps: EngineDeps,
  { companyId, ends }: { companyId: string; ends: readonly LaneEnd[] },
): Promise<void> => {
  let left = MOST_PER_TURN
  for (const end of ends) {
    if (left === 0) return
    left -= await shiftSome(deps, { companyId, end, limit: Math.min(BATCH, left) })
  }
}

/** Answers how many were looked at. */
const shiftSome = (
  deps: EngineDeps,
  { companyId, end, limit }: { companyId: string; end: LaneEnd; limit: number },
): Promise<number> =>
  deps.db.transaction(async (tx) => {
    const now = deps.clock.now()
    const due = await claimFromLanes(tx, { companyId, takes: [{ ...end, limit }], now })
    const scenes = await createScenes(deps, tx, companyId, due)
    const happening = { kind: 'due' } as const
    // Those that may begin their step wait for a slot; only those that are to come later are stored.
    const moved = beginSteps({ random: () => 0 }, { claimed: due, scenes, now }).filter(
      ({ after, effects }) => effects.length === 0 && after.state.phase === 'due',
    )
    await storeApplied(deps, tx, { companyId, applied: moved, now })
    await deps.ports.appendEvents(
      tx,
      companyId,
      moved.flatMap(({ before, after }) => eventsOfChange({ before, after, happening, now })),
    )
    return due.length
  })
