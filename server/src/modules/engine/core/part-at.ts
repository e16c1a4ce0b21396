import type { Step } from '#modules/sequences/definition.ts'
import { type Definition, isJourney, type JourneyNode } from '#modules/sequences/definition-journey.ts'

/** The step or node of a sequence with this id, if it is there. */
export const partAt = (definition: Definition, id: string | null): Step | JourneyNode | undefined => {
  const parts: readonly (Step | JourneyNode)[] = isJourney(definition) ? definition.nodes : definition.steps
  return parts.find((part) => part.id === id)
}
