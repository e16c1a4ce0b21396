import { advance, type Effect, type Facts, type Happening } from './core/index.ts'
import type { Scene } from './scene.ts'
import { hasMailbox, type StoredEnrolment } from './stored-enrolment.ts'

/** Asks the rules what becomes of a stored enrolment; answers the very object that was given when nothing changes. */
export const advanceEnrolment = ({
  enrolment,
  scene,
  happening,
  now,
  random = 0,
  facts,
}: {
  enrolment: StoredEnrolment
  scene: Scene
  happening: Happening
  now: Date
  /** In [0, 1); only a step that runs needs it. */
  random?: number
  /** What a condition or a wait of a journey is decided by. */
  facts?: Facts | undefined
}): { after: StoredEnrolment; effects: Effect[] } => {
  const { enrolment: state, effects } = advance({
    enrolment: enrolment.state,
    definition: scene.sequence.definition,
    calendar: scene.calendar,
    hasMailbox: hasMailbox(enrolment),
    happening,
    now,
    random,
    facts,
  })
  return { after: state === enrolment.state ? enrolment : { ...enrolment, state }, effects }
}
