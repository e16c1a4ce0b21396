import { isJourney } from '#modules/sequences/definition-journey.ts'
import { advanceAlike } from './advance-alike.ts'
import type { Happening } from './happening.ts'
import { advanceJourney } from './journey/advance-journey.ts'
import { mailSent, mailUnsent } from './mail-answered.ts'
import { resume } from './pause.ts'
import { changeDefinition, moveToNextDay, release } from './reconsider.ts'
import { runStep } from './run-step.ts'
import { closeTask } from './task-closed.ts'
import type { Advance, CadenceSituation, Situation } from './transition.ts'

/**
 * The one rule of the engine: what becomes of an enrolment when something happens to it, and what the outside has to carry out. Pure; the
 * enrolment is the very object that was given when nothing changes.
 */
export const advance = ({ happening, definition, ...rest }: Situation & { happening: Happening }): Advance =>
  isJourney(definition)
    ? advanceJourney({ ...rest, definition }, happening)
    : advanceCadence({ ...rest, definition }, happening)

const advanceCadence = (situation: CadenceSituation, happening: Happening): Advance => {
  switch (happening.kind) {
    case 'due':
      return runStep(situation)
    case 'released':
      return release(situation)
    case 'mail_sent':
      return mailSent(situation, happening)
    case 'mail_unsent':
      return mailUnsent(situation, happening.stepId ?? null)
    case 'task_done':
      return closeTask(situation, happening)
    case 'task_skipped':
      return closeTask(situation, { outcome: null, at: happening.at })
    case 'resumed':
      return resume(situation, happening.mailOut ?? false)
    case 'definition_changed':
      return changeDefinition(situation)
    case 'too_many_today':
      return moveToNextDay(situation)
    default:
      return advanceAlike(situation, happening)
  }
}

export type { Advance } from './transition.ts'
