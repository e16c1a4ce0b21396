import type { EventReferences, NewEvent, StatusChange } from '#modules/events/index.ts'
import type { Happening } from './core/index.ts'
import type { StoredEnrolment } from './stored-enrolment.ts'

/**
 * What the timeline tells of one change of an enrolment; nothing, if nothing changed. What was seen elsewhere (a mail sent, a reply, a bounce)
 * is appended by whoever saw it.
 */
export const eventsOfChange = (change: {
  before: StoredEnrolment
  after: StoredEnrolment
  happening: Happening
  /** Added to the events' references. */
  about?: EventReferences | undefined
  now: Date
}): NewEvent[] => {
  const before = change.before.state
  const after = change.after.state
  if (before === after) return []
  const about = {
    occurredAt: change.now,
    prospectId: change.after.prospectId,
    enrolmentId: change.after.id,
    sequenceId: change.after.sequenceId,
    stepId: before.stepId,
    ...change.about,
  }
  const events: NewEvent[] = []
  const moved = before.phase !== after.phase || before.status !== after.status
  if (change.happening.kind === 'stopped' && moved) events.push({ ...about, kind: 'stopped', data: {} })
  if (change.happening.kind === 'resumed' && moved)
    events.push({ ...about, kind: 'resumed', data: after.phase === 'ended' ? {} : statusChange(change) })
  if (after.phase === 'paused' && before.pausedUntil?.getTime() !== after.pausedUntil?.getTime())
    events.push({ ...about, kind: 'paused', data: { until: after.pausedUntil?.toISOString() ?? null } })
  if (after.phase === 'held' && before.phase !== 'held')
    events.push({ ...about, kind: 'held', data: { hold: after.hold } })
  if (before.phase === 'held' && after.phase === 'due') events.push({ ...about, kind: 'released', data: {} })
  if (after.phase === 'ended' && before.status !== after.status)
    events.push(
      after.status === 'completed'
        ? { ...about, kind: 'completed', data: statusChange(change) }
        : { ...about, kind: 'ended', data: { status: after.status, ...statusChange(change) } },
    )
  return events
}

/** Empty where the status stayed the same, as in a pause. */
const statusChange = ({
  before,
  after,
}: {
  before: StoredEnrolment
  after: StoredEnrolment
}): { change?: StatusChange } => {
  const from = before.state.status
  const to = after.state.status
  return from === to ? {} : { change: { from, to, startedAt: after.startedAt.toISOString() } }
}
