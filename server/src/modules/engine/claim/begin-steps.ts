import { advanceEnrolment } from '../advance-enrolment.ts'
import type { Facts } from '../core/index.ts'
import type { EngineDeps } from '../engine-deps.ts'
import type { LaneEnd } from '../lane-queries.ts'
import type { Scenes } from '../scene.ts'
import { type Applied, laneMailboxOf, stepOf } from '../store-applied.ts'
import { hasMailbox, type StoredEnrolment } from '../stored-enrolment.ts'

/**
 * Asks the rules about claimed enrolments. One that stands in another lane than its step belongs to (a new version was published and not yet
 * everybody looked at) is only placed anew: this turn holds no slot for it.
 */
export const beginSteps = (
  deps: Pick<EngineDeps, 'random'>,
  {
    claimed,
    scenes,
    facts,
    now,
  }: {
    claimed: readonly StoredEnrolment[]
    scenes: Scenes
    /** By enrolment; where conditions are not to be decided, none. */
    facts?: ReadonlyMap<string, Facts>
    now: Date
  },
): Applied[] =>
  claimed.map((before) => {
    const scene = scenes.of(before)
    if (isInItsLane(before, scenes)) {
      const happening = { kind: 'due' } as const
      const random = deps.random()
      const known = facts?.get(before.id)
      return {
        ...{ before, scene },
        ...advanceEnrolment({ enrolment: before, scene, happening, now, random, facts: known }),
      }
    }
    const happening = { kind: 'definition_changed' } as const
    const { after, effects } = advanceEnrolment({ enrolment: before, scene, happening, now })
    // A new object also where the rules change nothing: its lane has to be stored.
    return { before, scene, after: { ...after }, effects }
  })

const isInItsLane = (enrolment: StoredEnrolment, scenes: Scenes): boolean => {
  const placed = { after: enrolment, scene: scenes.of(enrolment) }
  if (stepOf(placed)?.kind === 'mail' && !hasMailbox(enrolment)) return false
  return laneMailboxOf(placed) === enrolment.laneMailboxId
}

/** The lane ends of those that were moved to a later time instead of beginning their step. */
export const endsMetClosed = (applied: readonly Applied[]): LaneEnd[] => {
  const ends = new Map<string, LaneEnd>()
  for (const { before, after, scene } of applied) {
    if (before.state === after.state || after.state.phase !== 'due') continue
    // In the lane without mailbox, journeys move on and wait; no window keeps them there.
    if (scene.sequence.kind === 'journey' && before.laneMailboxId === '') continue
    const { sequenceId, laneMailboxId: mailboxId } = before
    const { firstMail } = before.state
    ends.set(`${sequenceId} ${mailboxId} ${firstMail}`, { sequenceId, mailboxId, firstMail })
  }
  return [...ends.values()]
}
