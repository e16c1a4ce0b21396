import { isResumable } from './end-early.ts'
import { actionStep } from './next-due.ts'
import { atNextStep, heldBy } from './position.ts'
import { type Advance, type CadenceSituation, changed, lastingHold, unchanged } from './transition.ts'

/**
 * The server took a mail. The step at hand is had and the next wait counts from `at`; a pause or an end stays one. Proof that comes twice
 * changes nothing, and the mail of another step makes only that step one he has had, so that it never goes again.
 */
export const mailSent = (
  situation: CadenceSituation,
  { at, stepId }: { at: Date; stepId?: string | null },
): Advance => {
  const { enrolment, definition, calendar, hasMailbox } = situation
  const sent = stepId ?? (enrolment.phase === 'mail_in_hand' ? enrolment.stepId : null)
  if (sent === null || enrolment.stepsDone.includes(sent)) return unchanged(situation)
  const had = { ...enrolment, stepsDone: [...enrolment.stepsDone, sent], firstMail: false }
  if (sent !== enrolment.stepId || enrolment.phase === 'task_open') {
    if (actionStep(definition, sent)?.kind !== 'mail') return unchanged(situation)
    return changed(situation, { ...had, resumable: enrolment.resumable && isResumable(had, definition) })
  }
  const counted = { ...had, since: at }
  if (enrolment.phase === 'ended')
    return changed(situation, { ...counted, resumable: isResumable(counted, definition) })
  const next = atNextStep({ enrolment: counted, definition, calendar })
  if (next.phase === 'ended') return changed(situation, next)
  if (enrolment.phase === 'paused') return changed(situation, { ...counted, stepId: next.stepId })
  const hold = hasMailbox ? null : lastingHold(enrolment)
  return changed(situation, hold ? heldBy(next, hold) : next)
}

/** The mail in hand did not go: it goes again at the next open moment, as the next visit. */
export const mailUnsent = (situation: CadenceSituation, stepId: string | null): Advance => {
  const { enrolment, definition, calendar, now } = situation
  if (enrolment.phase !== 'mail_in_hand' || (stepId ?? enrolment.stepId) !== enrolment.stepId)
    return unchanged(situation)
  const again = { ...enrolment, visit: enrolment.visit + 1 }
  return changed(situation, atNextStep({ enrolment: again, definition, calendar, notBefore: now }))
}
