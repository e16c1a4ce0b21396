import type { Enrolment } from './enrolment.ts'
import { actionStep, nextStep } from './next-due.ts'
import { atNextStep, heldBy } from './position.ts'
import {
  type Advance,
  type CadenceSituation,
  changed,
  leave,
  type Situation,
  unchanged,
} from './transition.ts'
import { dayOf, instantOf } from './zone-days.ts'

/** Something that a step needs is missing: what was begun is taken back, and the enrolment waits for what `hold` names. */
export const hold = (situation: Situation, reason: NonNullable<Enrolment['hold']>): Advance => {
  const { enrolment } = situation
  if (enrolment.phase === 'ended' || enrolment.phase === 'paused') return unchanged(situation)
  const left = leave(enrolment)
  return changed(situation, heldBy(left.enrolment, reason), left.effects)
}

/** What held it may be gone: goes on at the first step not had, at the next open moment; stays where it still lacks a mailbox. */
export const release = (situation: CadenceSituation): Advance => {
  const { enrolment } = situation
  if (enrolment.phase !== 'held' || lacksMailbox(situation)) return unchanged(situation)
  return moved(situation, placed(situation, situation.now))
}

/**
 * The steps or the calendar may be others than before: goes to the first step in the new order that he has not had, and the due time is
 * computed anew. A mail in hand waits for its answer, and a task that still stands in the definition stays open.
 */
export const changeDefinition = (situation: CadenceSituation): Advance => {
  const { enrolment, definition, now } = situation
  switch (enrolment.phase) {
    case 'ended':
    case 'paused':
    case 'mail_in_hand':
      return unchanged(situation)
    case 'task_open': {
      if (actionStep(definition, enrolment.stepId)?.kind === 'task') return unchanged(situation)
      const left = leave(enrolment)
      return changed(situation, placed({ ...situation, enrolment: left.enrolment }, now), left.effects)
    }
    case 'held': {
      const step = nextStep(definition, enrolment.stepsDone)
      if (!step || !enrolment.hold || !lacksMailbox(situation))
        return moved(situation, placed(situation, now))
      return moved(situation, heldBy({ ...enrolment, stepId: step.id }, enrolment.hold))
    }
    case 'due':
      return moved(situation, placed(situation))
  }
}

/** Waits until mails may go on the day after today, in the zone it sends by. */
export const moveToNextDay = (situation: CadenceSituation): Advance => {
  const { enrolment, calendar, now } = situation
  if (enrolment.phase !== 'due') return unchanged(situation)
  const tomorrow = instantOf(calendar.zone, dayOf(calendar.zone, now) + 1, 0)
  return moved(situation, placed(situation, tomorrow))
}

/** Whether it is held for want of a mailbox, and still has none. */
export const lacksMailbox = ({ enrolment, hasMailbox }: Situation): boolean =>
  enrolment.hold?.reason === 'no_mailbox' && !hasMailbox

const placed = ({ enrolment, definition, calendar }: CadenceSituation, notBefore?: Date): Enrolment =>
  atNextStep({ enrolment, definition, calendar, notBefore })

/** The new place, unless it is the old one: then nothing needs to be written. */
export const moved = (situation: Situation, there: Enrolment): Advance =>
  isSamePlace(situation.enrolment, there) ? unchanged(situation) : changed(situation, there)

/** Whether a new place is the old one. */
const isSamePlace = (here: Enrolment, there: Enrolment): boolean =>
  here.phase === there.phase &&
  here.stepId === there.stepId &&
  here.dueAt?.getTime() === there.dueAt?.getTime() &&
  here.hold?.reason === there.hold?.reason
