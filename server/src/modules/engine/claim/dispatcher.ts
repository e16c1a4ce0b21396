import type { EngineDeps } from '../engine-deps.ts'
import { nextPauseEnd } from '../enrolment-queries.ts'
import { type Lane, lanesWithWork, nextLaneWorkAt } from '../lane-queries.ts'
import { resumePaused } from '../resume-paused.ts'
import { claimCompany } from './claim-company.ts'
import { shiftClosed } from './shift-closed.ts'

export type Tick = {
  claimed: number
  recorded: number
  /** When the next tick will find work if nothing new happens; null when nothing waits. */
  nextAt: Date | null
}

/**
 * One round of the dispatcher: every company with work gets one turn. Returns what was done; callers tick again at once while something was
 * claimed, else at `nextAt` or when woken.
 */
export const tick = async (deps: EngineDeps): Promise<Tick> => {
  const now = deps.clock.now()
  const resumed = await resumePaused(deps)
  const lanes = await lanesWithWork(deps.db, now)
  const total = { claimed: resumed, recorded: 0 }
  for (const [companyId, some] of byCompany(lanes)) {
    const turn = await claimCompany(deps, { companyId, lanes: some })
    if (turn.closedLanes.length > 0) await shiftClosed(deps, { companyId, lanes: turn.closedLanes })
    total.claimed += turn.claimed
    total.recorded += turn.recorded
  }
  return { ...total, nextAt: total.claimed > 0 ? now : await nextWorkAt(deps) }
}

const nextWorkAt = async (deps: EngineDeps): Promise<Date | null> => {
  const lane = await nextLaneWorkAt(deps.db)
  const pause = await nextPauseEnd(deps.db)
  if (lane === null || pause === null) return lane ?? pause
  return new Date(Math.min(lane.getTime(), pause.getTime()))
}

const byCompany = (lanes: readonly Lane[]): Map<string, Lane[]> =>
  Map.groupBy(lanes, (lane) => lane.companyId)
