import { checkSettings } from './check-settings.ts'
import { checkSteps } from './check-steps.ts'
import type { DraftDefinition } from './draft.ts'
import type { Issue } from './issues.ts'

/**
 * Everything that keeps a definition from being published, apart from what only the database knows: whether its mailboxes and its
 * calendar exist. Paths are those of a cadence file (`window.from`, `steps[2].mail[0].body`).
 */
export const checkDefinition = ({ settings, steps }: DraftDefinition): Issue[] => [
  ...checkSettings(settings),
  ...checkSteps(steps),
]
