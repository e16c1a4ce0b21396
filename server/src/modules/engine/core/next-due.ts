import type { ActionStep, CadenceDefinition } from '#modules/sequences/definition.ts'
import { type DeliveryTimes, findSendable, WHOLE_DAY } from './delivery-window.ts'
import { endOfWait } from './wait.ts'

/** The first step in the present order that does something and that he has not had; null when none is left. */
export const nextStep = (
  { steps }: Pick<CadenceDefinition, 'steps'>,
  stepsDone: readonly string[],
): ActionStep | null => {
  for (const step of steps) if (step.kind !== 'wait' && !stepsDone.includes(step.id)) return step
  return null
}

/** The step with this id, if it is there and does something. */
export const actionStep = (
  { steps }: Pick<CadenceDefinition, 'steps'>,
  stepId: string | null,
): ActionStep | null => {
  const step = steps.find(({ id }) => id === stepId)
  return step && step.kind !== 'wait' ? step : null
}

/** Mails go within the window; tasks are given out at any time of a working day. */
export const timesFor = <T extends DeliveryTimes>(step: ActionStep, times: T): T =>
  step.kind === 'mail' ? times : { ...times, window: WHOLE_DAY }

/**
 * When a step is due: the waits that stand directly before it, counted from `since` one after the other, then the next moment that the
 * calendar allows. May lie in the past. null when the calendar allows none within two years, or there is no such step.
 *
 * @param notBefore no earlier than this, in the window
 */
export const dueFor = ({
  definition,
  stepId,
  since,
  calendar,
  notBefore,
}: {
  definition: Pick<CadenceDefinition, 'steps'>
  stepId: string
  since: Date
  calendar: DeliveryTimes
  notBefore?: Date | undefined
}): Date | null => {
  const index = definition.steps.findIndex(({ id }) => id === stepId)
  const step = definition.steps[index]
  if (!step || step.kind === 'wait') return null
  const ready = endOfWaits({ definition, index, since, calendar })
  if (ready === null) return null
  const from = notBefore && notBefore > ready ? notBefore : ready
  return findSendable({ ...timesFor(step, calendar), from })
}

const endOfWaits = ({
  definition: { steps },
  index,
  since,
  calendar,
}: {
  definition: Pick<CadenceDefinition, 'steps'>
  index: number
  since: Date
  calendar: DeliveryTimes
}): Date | null => {
  let first = index
  while (steps[first - 1]?.kind === 'wait') first -= 1
  let ready = since
  for (const step of steps.slice(first, index)) {
    if (step.kind !== 'wait') continue
    const end = endOfWait({ ...calendar, from: ready, wait: step.wait })
    if (end === null) return null
    ready = end
  }
  return ready
}
