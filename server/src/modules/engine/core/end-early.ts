import { type Definition, isJourney } from '#modules/sequences/definition-journey.ts'
import type { Enrolment, EnrolmentStatus } from './enrolment.ts'
import { nextStep } from './next-due.ts'
import { isResumableStatus, strongerStatus } from './prospect-status.ts'
import { type Advance, changed, lastingHold, leave, type Situation, unchanged } from './transition.ts'

/**
 * Ends the enrolment with a status. One that has ended already takes it only if it is the stronger, so that the order of events does not
 * matter.
 */
export const endWith = (situation: Situation, status: EnrolmentStatus): Advance => {
  const { enrolment, definition } = situation
  if (enrolment.phase === 'ended') {
    if (strongerStatus(enrolment.status, status) === enrolment.status) return unchanged(situation)
    const stronger = { ...enrolment, status }
    return changed(situation, { ...stronger, resumable: isResumable(stronger, definition) })
  }
  const left = leave(enrolment)
  const ended: Enrolment = {
    ...left.enrolment,
    status,
    phase: 'ended',
    dueAt: null,
    pausedUntil: null,
    hold: lastingHold(enrolment),
  }
  return changed(situation, { ...ended, resumable: isResumable(ended, definition) }, left.effects)
}

/** Whether a resume may take this end back: it is of a kind that it may, and there are steps left to go on with. */
export const isResumable = (
  { status, stepId, stepsDone }: Pick<Enrolment, 'status' | 'stepId' | 'stepsDone'>,
  definition: Definition,
): boolean =>
  isResumableStatus(status) &&
  (isJourney(definition) ? stepId !== null : nextStep(definition, stepsDone) !== null)
