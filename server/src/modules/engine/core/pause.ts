import { findSendable } from './delivery-window.ts'
import { nextStep } from './next-due.ts'
import { atNextStep, heldBy } from './position.ts'
import { isResumableStatus } from './prospect-status.ts'
import {
  type Advance,
  type CadenceSituation,
  changed,
  lastingHold,
  leave,
  type Situation,
  unchanged,
} from './transition.ts'
import { type DayNumber, dayOf, instantOf, parseDay } from './zone-days.ts'

/** How long an auto-reply that names no day of return holds a prospect up: most leaves are a week or less. */
export const UNNAMED_RETURN_DAYS = 7
/** A return named later than this is taken for a misreading and counts as unnamed. */
const FURTHEST_RETURN_DAYS = 400

/** A user pauses; what was in progress is cancelled and begins anew after the pause. null: until somebody resumes it. */
export const pauseUntil = (situation: Situation, until: Date | null): Advance => {
  const { enrolment } = situation
  if (enrolment.phase === 'ended') return unchanged(situation)
  if (enrolment.phase === 'paused' && enrolment.pausedUntil?.getTime() === until?.getTime())
    return unchanged(situation)
  const left = leave(enrolment)
  return changed(
    situation,
    { ...left.enrolment, phase: 'paused', dueAt: null, pausedUntil: until, hold: lastingHold(enrolment) },
    left.effects,
  )
}

/**
 * Holds a prospect up who is away, until mails may go on the day of his return; a longer pause stays. Changes nothing if that day has come.
 *
 * @param returnsOn "YYYY-MM-DD", or null when he named none (or none that can be)
 */
export const pauseUntilReturn = (situation: Situation, returnsOn: string | null): Advance => {
  const { enrolment, calendar, now } = situation
  if (enrolment.phase === 'ended') return unchanged(situation)
  const today = dayOf(calendar.zone, now)
  const day = returnDay(today, returnsOn)
  if (day <= today) return unchanged(situation)
  const dawn = instantOf(calendar.zone, day, 0)
  const until = findSendable({ ...calendar, from: dawn }) ?? dawn
  if (enrolment.phase === 'paused' && (enrolment.pausedUntil === null || enrolment.pausedUntil >= until))
    return unchanged(situation)
  return pauseUntil(situation, until)
}

const returnDay = (today: DayNumber, returnsOn: string | null): DayNumber => {
  const unnamed = today + UNNAMED_RETURN_DAYS
  if (returnsOn === null) return unnamed
  const named = parseDay(returnsOn)
  return Number.isNaN(named) || named > today + FURTHEST_RETURN_DAYS ? unnamed : named
}

/**
 * Goes on after a pause or an end that can be taken back, at the first step not had. Its wait went on meanwhile, so that a step whose time has
 * passed is due at the next open moment.
 */
export const resume = (situation: CadenceSituation, mailOut: boolean): Advance => {
  const { enrolment, definition, calendar, now, hasMailbox } = situation
  const ended = enrolment.phase === 'ended' && isResumableStatus(enrolment.status)
  if (!ended && enrolment.phase !== 'paused') return unchanged(situation)
  const step = nextStep(definition, enrolment.stepsDone)
  if (ended && !step) return unchanged(situation)
  const running = { ...enrolment, status: 'in_cadence' as const, resumable: false, pausedUntil: null }
  if (mailOut && step)
    return changed(situation, {
      ...running,
      phase: 'mail_in_hand',
      stepId: enrolment.stepId ?? step.id,
      hold: null,
    })
  const hold = hasMailbox ? null : lastingHold(enrolment)
  if (hold && step) return changed(situation, heldBy({ ...running, stepId: step.id }, hold))
  return changed(situation, atNextStep({ enrolment: running, definition, calendar, notBefore: now }))
}
