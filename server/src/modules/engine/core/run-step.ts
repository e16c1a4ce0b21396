import { chooseOption } from './choose-option.ts'
import { isSendable } from './delivery-window.ts'
import type { Enrolment } from './enrolment.ts'
import { actionStep, nextStep, timesFor } from './next-due.ts'
import { NO_MAILBOX } from './no-mailbox.ts'
import { atNextStep, heldBy } from './position.ts'
import { type Advance, type CadenceSituation, changed, unchanged } from './transition.ts'

/**
 * Begins the step whose due time came. The stored due time is a cache: where the definition, the calendar or the hour no longer agree with it,
 * the enrolment is placed anew instead and comes again when that time comes.
 */
export const runStep = (situation: CadenceSituation): Advance => {
  const { enrolment, definition, calendar, now, random, hasMailbox } = situation
  if (enrolment.phase !== 'due' || enrolment.dueAt === null || enrolment.dueAt > now)
    return unchanged(situation)
  const step = actionStep(definition, enrolment.stepId)
  if (!step || step !== nextStep(definition, enrolment.stepsDone))
    return changed(situation, placed(situation))
  if (!isSendable({ ...timesFor(step, calendar), at: now })) return changed(situation, placed(situation, now))
  const again = placed(situation)
  if (again.dueAt === null || again.dueAt > now) return changed(situation, again)
  const { visit } = enrolment
  const begun: Enrolment = { ...enrolment, dueAt: null }
  if (step.kind === 'task')
    return changed(situation, { ...begun, phase: 'task_open' }, [
      { kind: 'create_task', stepId: step.id, visit },
    ])
  const option = chooseOption(step.options, random)
  if (!option) return changed(situation, withoutStep(situation, step.id))
  if (!hasMailbox) return changed(situation, heldBy(enrolment, NO_MAILBOX))
  return changed(situation, { ...begun, phase: 'mail_in_hand', firstMail: false }, [
    { kind: 'record_mail', stepId: step.id, visit, optionId: option.id },
  ])
}

const placed = ({ enrolment, definition, calendar }: CadenceSituation, notBefore?: Date): Enrolment =>
  atNextStep({ enrolment, definition, calendar, notBefore })

/** A mail whose options are all switched off is passed over as if it had gone now. */
const withoutStep = ({ enrolment, definition, calendar, now }: CadenceSituation, stepId: string): Enrolment =>
  atNextStep({
    enrolment: { ...enrolment, stepsDone: [...enrolment.stepsDone, stepId], since: now },
    definition,
    calendar,
  })
