import type { AppendedEvent, EventKind } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { applyHappenings } from '../apply-happenings.ts'
import type { EngineDeps } from '../engine-deps.ts'
import { insertSignals, takeSignals } from './signal-queries.ts'

/** What a journey may wait for, but for tasks: those are reported by themselves. */
const AWAITED: ReadonlySet<EventKind> = new Set(['opened', 'clicked', 'replied', 'bounced'])
/** Signals looked at in one transaction. */
const BATCH = 500

/**
 * A listener of events: notes which enrolments in journeys have to be looked at because of them. Costs nothing for events that no journey waits
 * for (a mail that was sent), and locks nothing. Answers how many were noted; whoever appends them rings the dispatcher.
 */
export const noteEvents = async (
  tx: Queryable,
  companyId: string,
  events: readonly AppendedEvent[],
): Promise<number> => {
  const awaited = events.flatMap((event) =>
    AWAITED.has(event.kind) && !isMachine(event) && event.prospectId
      ? { id: event.id, prospectId: event.prospectId, enrolmentId: event.enrolmentId ?? null }
      : [],
  )
  return awaited.length === 0 ? 0 : insertSignals(tx, companyId, awaited)
}

/** Opens and clicks by machines drive nothing. */
const isMachine = (event: AppendedEvent): boolean =>
  (event.kind === 'opened' || event.kind === 'clicked') && event.data.machine

/** Looks at the enrolments of one company that were signalled; those that wait for what happened go on. Answers how many signals it took. */
export const heedSignals = (deps: EngineDeps, { companyId }: { companyId: string }): Promise<number> =>
  deps.db.transaction(async (tx) => {
    const signals = await takeSignals(tx, { companyId, limit: BATCH })
    const enrolmentIds = [...new Set(signals)].sort()
    await applyHappenings(
      deps,
      tx,
      companyId,
      enrolmentIds.map((enrolmentId) => ({ enrolmentId, happening: { kind: 'looked_at' } })),
    )
    return signals.length
  })
