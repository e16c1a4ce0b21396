import { endWith } from './end-early.ts'
import type { Enrolment } from './enrolment.ts'
import { atNextStep } from './position.ts'
import { type Advance, type CadenceSituation, changed, type Situation, unchanged } from './transition.ts'

/**
 * A task was done (or skipped: without an outcome). Its step is had and the next wait counts from `at`, unless the outcome is one on which the
 * company (`stops`) or the sequence stops.
 */
export const closeTask = (
  situation: CadenceSituation,
  { outcome, at, stops = false }: { outcome: string | null; at: Date; stops?: boolean },
): Advance => {
  const { enrolment, definition, calendar } = situation
  const closed = withoutTask(enrolment, at)
  if (stops || stopsOnOutcome(situation, outcome))
    return endWith({ ...situation, enrolment: closed }, 'task_stopped')
  if (closed === enrolment) return unchanged(situation)
  return changed(situation, atNextStep({ enrolment: closed, definition, calendar }))
}

const withoutTask = (enrolment: Enrolment, at: Date): Enrolment =>
  enrolment.phase === 'task_open' && enrolment.stepId !== null
    ? { ...enrolment, phase: 'due', stepsDone: [...enrolment.stepsDone, enrolment.stepId], since: at }
    : enrolment

/** Whether the sequence stops on this outcome of a task. */
export const stopsOnOutcome = (
  { definition }: Pick<Situation, 'definition'>,
  outcome: string | null,
): boolean =>
  outcome !== null &&
  definition.settings.stopOn.taskOutcomes.some((one) => foldCase(one) === foldCase(outcome))

const foldCase = (text: string): string => text.trim().toLowerCase()
