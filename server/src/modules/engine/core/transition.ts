import type { CadenceDefinition } from '#modules/sequences/definition.ts'
import type { Definition, JourneyDefinition } from '#modules/sequences/definition-journey.ts'
import type { Calendar } from './calendar.ts'
import type { Enrolment } from './enrolment.ts'
import type { Effect } from './happening.ts'
import type { Facts } from './journey/facts.ts'

/** What a rule sees. */
export type Situation = {
  enrolment: Enrolment
  definition: Definition
  calendar: Calendar
  now: Date
  /** In [0, 1). */
  random: number
  hasMailbox: boolean
  /** What a condition or a wait of a journey is decided by; undefined where it was not looked up. */
  facts?: Facts | undefined
}
export type CadenceSituation = Situation & { definition: CadenceDefinition }
export type JourneySituation = Situation & { definition: JourneyDefinition }

/** What a rule answers. The enrolment is the very object that was given when nothing changed. */
export type Advance = { enrolment: Enrolment; effects: Effect[] }

export const unchanged = ({ enrolment }: Pick<Situation, 'enrolment'>): Advance => ({
  enrolment,
  effects: [],
})

/** Joins a new state with its effects, a change of status among them. */
export const changed = (
  { enrolment: before }: Pick<Situation, 'enrolment'>,
  enrolment: Enrolment,
  effects: Effect[] = [],
): Advance => {
  if (before.status === enrolment.status) return { enrolment, effects }
  return {
    enrolment,
    effects: [...effects, { kind: 'status_changed', from: before.status, to: enrolment.status }],
  }
}

/**
 * Leaves what was begun at the present step: a mail or task in progress is cancelled, and its visit is used up, so that the step begins anew
 * if he comes back to it.
 */
export const leave = (enrolment: Enrolment): Advance => {
  if (enrolment.phase === 'mail_in_hand')
    return { enrolment: { ...enrolment, visit: enrolment.visit + 1 }, effects: [{ kind: 'cancel_mail' }] }
  if (enrolment.phase === 'task_open')
    return { enrolment: { ...enrolment, visit: enrolment.visit + 1 }, effects: [{ kind: 'cancel_task' }] }
  return { enrolment, effects: [] }
}

/** The hold that outlives a pause or a stop: those do not bring a mailbox. */
export const lastingHold = ({ hold }: Enrolment): Enrolment['hold'] =>
  hold?.reason === 'no_mailbox' ? hold : null
