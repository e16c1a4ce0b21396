import { newKey } from '#api/new-key.ts'
import type { Step } from './draft.ts'

/** The same step once more, with an id of its own to come. */
export const copyStep = (step: Step): Step =>
  step.kind === 'mail'
    ? {
        ...step,
        id: undefined,
        key: newKey(),
        options: step.options.map((option) => ({ ...option, id: undefined, key: newKey() })),
      }
    : { ...step, id: undefined, key: newKey() }
