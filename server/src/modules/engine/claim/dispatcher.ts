import type { EngineDeps } from '../engine-deps.ts'
import { nextPauseEnd, pausesEndedBy } from '../enrolment-queries.ts'
import { actAll } from '../journey/act.ts'
import { companiesWithSignals } from '../journey/signal-queries.ts'
import { heedSignals } from '../journey/signals.ts'
import { laneWork, nextLaneWorkAt } from '../lane-queries.ts'
import { resumePaused } from '../resume-paused.ts'
import { claimCompany } from './claim-company.ts'
import { shiftClosed } from './shift-closed.ts'

export type Tick = {
  claimed: number
  recorded: number
  /** When the next tick will find work if nothing new happens; null when nothing waits, or not so soon as was asked. */
  nextAt: Date | null
}

export type TickOptions = {
  /** In milliseconds: how far ahead `nextAt` is looked for. A caller that looks again after that time anyway saves most of an idle tick. */
  within?: number
}

/** Most pauses ended in one tick, over all companies. */
const PAUSES_PER_TICK = 500
/** What is due but held by another dispatcher at this moment is looked at again after this long. */
const BUSY_PAUSE = 50
/** A company whose turn failed is left alone for this long, so that it neither stops the others nor fills the log. */
const FAILURE_PAUSE = 5_000

/**
 * Makes the tick: one round of the dispatcher, in which every company with work gets one turn. Answers what was done; callers tick again at
 * once while something was claimed, else at `nextAt` or when woken. A turn that fails is logged and tried again later; the others get theirs.
 */
export const createDispatcher = (deps: EngineDeps): ((options?: TickOptions) => Promise<Tick>) => {
  const failedUntil = new Map<string, Date>()

  const inTurn = async (companyId: string, turn: () => Promise<void>): Promise<void> => {
    try {
      await turn()
    } catch (error) {
      failedUntil.set(companyId, new Date(deps.clock.now().getTime() + FAILURE_PAUSE))
      deps.log.error(
        { err: error, companyId },
        "A company's turn of the dispatcher failed and is tried again.",
      )
    }
  }

  return async ({ within } = {}) => {
    const now = deps.clock.now()
    for (const [companyId, until] of failedUntil) if (until <= now) failedUntil.delete(companyId)
    const total = { claimed: 0, recorded: 0 }

    const without = [...failedUntil.keys()]
    const pauses = await pausesEndedBy(deps.db, { now, limit: PAUSES_PER_TICK, without })
    for (const [companyId, rows] of Map.groupBy(pauses, (row) => row.companyId))
      await inTurn(companyId, async () => {
        await resumePaused(deps, { companyId, ids: rows.map(({ id }) => id), now })
        total.claimed += rows.length
      })

    for (const companyId of await companiesWithSignals(deps.db, [...failedUntil.keys()]))
      await inTurn(companyId, async () => {
        total.claimed += await heedSignals(deps, { companyId })
      })

    const until = new Date(now.getTime() + (within ?? 0))
    const work = await laneWork(deps.db, { now, until })
    for (const [companyId, ends] of work.ends) {
      if (failedUntil.has(companyId)) continue
      await inTurn(companyId, async () => {
        const turn = await claimCompany(deps, { companyId, ends })
        total.claimed += turn.claimed
        total.recorded += turn.recorded
        if (turn.acting.length > 0) await actAll(deps, { companyId, acting: turn.acting })
        if (turn.closedEnds.length > 0) await shiftClosed(deps, { companyId, ends: turn.closedEnds })
      })
    }
    if (total.claimed > 0) return { ...total, nextAt: now }

    // What was due and could not be taken is another dispatcher's just now, or has been moved.
    const busyUntil = work.ends.size > 0 ? now : null
    const nextLane = within === undefined ? await nextLaneWorkAt(deps.db) : (busyUntil ?? work.nextAt)
    const next = earliest([nextLane, await nextPauseEnd(deps.db), ...failedUntil.values()])
    const pause = failedUntil.size > 0 ? FAILURE_PAUSE : BUSY_PAUSE
    return { ...total, nextAt: next && latest(next, new Date(now.getTime() + pause)) }
  }
}

const earliest = (instants: readonly (Date | null)[]): Date | null => {
  const times = instants.flatMap((instant) => instant?.getTime() ?? [])
  return times.length === 0 ? null : new Date(Math.min(...times))
}

const latest = (a: Date, b: Date): Date => (a > b ? a : b)
