import type { Step } from './definition.ts'

/** How reports count steps: 1, 2 … over those that do something; waits have no number. */
export const stepNumbers = (steps: readonly Step[]): Map<string, number> => {
  const numbers = new Map<string, number>()
  for (const step of steps) if (step.kind !== 'wait') numbers.set(step.id, numbers.size + 1)
  return numbers
}
