import type { NewEvent } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import type { Call, CallDeps } from './call.ts'

/**
 * Tells what became of a call, in the transaction that stores it: an event for the timeline, and a prospect who was reached is contacted.
 * Nothing where it stands as before.
 */
export const tellCall = async (
  deps: CallDeps,
  tx: Queryable,
  { companyId, before, after }: { companyId: string; before: Call | null; after: Call },
): Promise<void> => {
  const event = eventOf({ before, after, now: deps.clock.now() })
  if (event) await deps.appendEvents(tx, companyId, [event])
  const reached = after.disposition === 'answered' || after.disposition === 'voice_mail'
  if (event && reached)
    await deps.markContacted(tx, { companyId, prospectIds: [after.prospectId], at: after.startedAt })
}

const eventOf = (input: { before: Call | null; after: Call; now: Date }): NewEvent | null => {
  const { before, after, now } = input
  const { id: callId, provider, prospectId, userId } = after
  const about = { prospectId, userId, occurredAt: now }
  if (after.state === 'open')
    return before === null
      ? { ...about, kind: 'call_started', data: { callId, provider, to: after.toNumber } }
      : null
  if (after.state === 'failed')
    return before?.state === 'failed'
      ? null
      : { ...about, kind: 'call_failed', data: { callId, provider, message: after.failure ?? '' } }
  const { disposition, durationSeconds: seconds, notes } = after
  const data = { callId, provider, disposition: disposition ?? '', seconds, notes }
  if (before?.state !== 'completed')
    return { ...about, occurredAt: after.startedAt, kind: 'call_logged', data }
  const same =
    before.disposition === disposition && before.durationSeconds === seconds && before.notes === notes
  return same ? null : { ...about, kind: 'call_changed', data }
}
