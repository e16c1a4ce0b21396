import type { EnrolmentStatus } from './enrolment.ts'
import { nextStep } from './next-due.ts'
import { isResumableStatus, strongerStatus } from './prospect-status.ts'
import { type Advance, changed, lastingHold, leave, type Situation, unchanged } from './transition.ts'

/**
 * Ends the enrolment with a status. One that has ended already takes it only if it is the stronger, so that the order of events does not
 * matter.
 */
export const endWith = (situation: Situation, status: EnrolmentStatus): Advance => {
  const { enrolment, definition } = situation
  const canResume = (stepsDone: readonly string[]) =>
    isResumableStatus(status) && nextStep(definition, stepsDone) !== null
  if (enrolment.phase === 'ended') {
    if (strongerStatus(enrolment.status, status) === enrolment.status) return unchanged(situation)
    return changed(situation, { ...enrolment, status, resumable: canResume(enrolment.stepsDone) })
  }
  const left = leave(enrolment)
  return changed(
    situation,
    {
      ...left.enrolment,
      status,
      phase: 'ended',
      dueAt: null,
      pausedUntil: null,
      hold: lastingHold(enrolment),
      resumable: canResume(enrolment.stepsDone),
    },
    left.effects,
  )
}
