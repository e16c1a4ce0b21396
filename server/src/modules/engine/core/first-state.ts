import { type Definition, isJourney } from '#modules/sequences/definition-journey.ts'
import type { DeliveryTimes } from './delivery-window.ts'
import type { Enrolment } from './enrolment.ts'
import { placeAtNode } from './journey/place.ts'
import { nextStep } from './next-due.ts'
import { NO_MAILBOX } from './no-mailbox.ts'
import { atNextStep, heldBy } from './position.ts'

/**
 * How a prospect stands who is started now. Without a usable mailbox he waits for one, unless the sequence sends no mails; a sequence without
 * a step that does something is completed at once.
 */
export const firstState = ({
  definition,
  calendar,
  now,
  hasMailbox,
}: {
  definition: Definition
  calendar: DeliveryTimes
  now: Date
  hasMailbox: boolean
}): Enrolment => {
  const start: Enrolment = {
    status: 'in_cadence',
    phase: 'due',
    stepId: isJourney(definition) ? definition.start : (nextStep(definition, [])?.id ?? null),
    visit: 1,
    stepsDone: [],
    since: now,
    dueAt: null,
    firstMail: true,
    hold: null,
    pausedUntil: null,
    resumable: false,
  }
  const parts = isJourney(definition) ? definition.nodes : definition.steps
  if (!hasMailbox && parts.some(({ kind }) => kind === 'mail')) return heldBy(start, NO_MAILBOX)
  return isJourney(definition)
    ? placeAtNode({ enrolment: start, definition, calendar })
    : atNextStep({ enrolment: start, definition, calendar })
}
