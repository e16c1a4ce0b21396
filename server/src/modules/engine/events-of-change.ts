import type { Happening } from './core/index.ts'
import type { EngineEvent } from './ports.ts'
import type { StoredEnrolment } from './stored-enrolment.ts'

/** Events that only happenings cause that nobody else reports; a reply, a sent mail or a bounce is appended by whoever saw it. */
const EVENT_OF_HAPPENING: Partial<Record<Happening['kind'], string>> = {
  stopped: 'stopped',
  paused: 'paused',
  resumed: 'resumed',
}

/** What the timeline tells of one change of an enrolment. Nothing, if nothing changed. */
export const eventsOfChange = (change: {
  before: StoredEnrolment
  after: StoredEnrolment
  happening: Happening
  context: Pick<EngineEvent, 'messageId' | 'mailboxId' | 'optionId' | 'userId' | 'data'> | undefined
  now: Date
}): EngineEvent[] => {
  const { before, after, happening, context, now } = change
  if (before.state === after.state) return []
  const event = (kind: string, data: Record<string, unknown> = {}): EngineEvent => ({
    occurredAt: now,
    prospectId: after.prospectId,
    enrolmentId: after.id,
    sequenceId: after.sequenceId,
    stepId: before.state.stepId,
    ...context,
    kind,
    data: { ...context?.data, ...data },
  })
  const events: EngineEvent[] = []
  const kind = EVENT_OF_HAPPENING[happening.kind]
  const moved =
    before.state.phase !== after.state.phase ||
    before.state.status !== after.state.status ||
    before.state.pausedUntil?.getTime() !== after.state.pausedUntil?.getTime()
  if (kind && moved) events.push(event(kind))
  if (after.state.phase === 'held' && before.state.phase !== 'held') events.push(event('held', { hold: after.state.hold }))
  if (before.state.phase === 'held' && after.state.phase === 'due') events.push(event('released'))
  if (after.state.phase === 'ended' && before.state.status !== after.state.status)
    events.push(event(after.state.status === 'completed' ? 'completed' : 'ended', { status: after.state.status }))
  return events
}
