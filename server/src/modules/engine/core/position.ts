import type { CadenceDefinition } from '#modules/sequences/definition.ts'
import type { DeliveryTimes } from './delivery-window.ts'
import type { Enrolment } from './enrolment.ts'
import { dueFor, nextStep } from './next-due.ts'

/**
 * The enrolment at the first step it has not had, waiting for its time; completed when none is left; held when no time ever comes.
 *
 * @param notBefore the step is due no earlier
 */
export const atNextStep = ({
  enrolment,
  definition,
  calendar,
  notBefore,
}: {
  enrolment: Enrolment
  definition: CadenceDefinition
  calendar: DeliveryTimes
  notBefore?: Date | undefined
}): Enrolment => {
  const step = nextStep(definition, enrolment.stepsDone)
  if (!step) return completed(enrolment)
  const dueAt = dueFor({ definition, stepId: step.id, since: enrolment.since, calendar, notBefore })
  const there = {
    ...enrolment,
    status: 'in_cadence' as const,
    stepId: step.id,
    pausedUntil: null,
    resumable: false,
  }
  return dueAt === null
    ? heldBy(there, { reason: 'no_open_day' })
    : { ...there, phase: 'due', dueAt, hold: null }
}

export const heldBy = (enrolment: Enrolment, hold: NonNullable<Enrolment['hold']>): Enrolment => ({
  ...enrolment,
  phase: 'held',
  dueAt: null,
  pausedUntil: null,
  hold,
})

/** All steps done, or an end was reached. */
export const completed = (enrolment: Enrolment): Enrolment => ({
  ...enrolment,
  status: 'completed',
  phase: 'ended',
  stepId: null,
  dueAt: null,
  hold: null,
  pausedUntil: null,
  resumable: false,
})
