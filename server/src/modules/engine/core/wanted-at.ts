import { type Definition, isJourney } from '#modules/sequences/definition-journey.ts'
import type { DeliveryTimes } from './delivery-window.ts'
import type { Enrolment } from './enrolment.ts'
import { dueAtNode, nodeAt } from './journey/place.ts'
import { dueFor } from './next-due.ts'

/** When the step or node of an enrolment would be due by its waits and the calendar alone, whatever else keeps it; null: never. */
export const wantedAt = ({
  enrolment: { stepId, since },
  definition,
  calendar,
}: {
  enrolment: Pick<Enrolment, 'stepId' | 'since'>
  definition: Definition
  calendar: DeliveryTimes
}): Date | null => {
  if (stepId === null) return null
  if (!isJourney(definition)) return dueFor({ definition, stepId, since, calendar })
  const node = nodeAt(definition, stepId)
  return node ? dueAtNode({ node, since, calendar }) : null
}
