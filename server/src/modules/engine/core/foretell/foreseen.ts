import { type Definition, isAction, isJourney } from '#modules/sequences/definition-journey.ts'
import { advance } from '../advance.ts'
import type { Calendar } from '../calendar.ts'
import type { Enrolment, Hold } from '../enrolment.ts'
import type { Happening } from '../happening.ts'
import type { Facts } from '../journey/facts.ts'
import { nodeAt } from '../journey/place.ts'
import type { WaitingHead } from '../mailbox-queue.ts'
import { partAt } from '../part-at.ts'

/** Somebody in a sequence whose way is foretold. */
export type Foreseen = {
  /** Decides, as the ids of enrolments do, among those due at the same moment. */
  id: string
  prospectId: string
  /** Automatic mails that he was or will be sent today, in the zone of `calendar`. */
  mailsToday: number
  sequenceId: string
  definition: Definition
  /** The fewer objects many share, the faster. */
  calendar: Calendar
  mailboxId: string | null
  state: Enrolment
  /** What the conditions of a journey are decided by, as it is now. */
  facts?: Pick<Facts, 'fields' | 'tags' | 'list'> | undefined
  /** By the option of a mail: what it lacks, so that he will be held there. */
  lacking?: ReadonlyMap<string, Hold> | undefined
}

/** His place among those who wait for the same. */
export type Head = WaitingHead & { one: Foreseen }

export const headOf = (one: Foreseen, dueAt: Date): Head => ({
  id: one.id,
  prospectId: one.prospectId,
  mailsToday: one.mailsToday,
  sequenceId: one.sequenceId,
  mailboxId: waitsForMail(one) ? (one.mailboxId ?? '') : '',
  firstMail: one.state.firstMail,
  calendar: one.calendar,
  dueAt,
  one,
})

const waitsForMail = ({ definition, state }: Foreseen): boolean =>
  partAt(definition, state.stepId)?.kind === 'mail'

/** The day has no room for a mail to him. */
export const putOff = (one: Foreseen, now: Date): Foreseen => after(one, now, { kind: 'too_many_today' }).one

/**
 * His due time came: what he is sent, and how he stands when the server has taken it, or when what else he stands at is done. Nobody reads or
 * answers anything.
 */
export const goOn = (one: Foreseen, now: Date): { one: Foreseen; mail: { stepId: string } | null } => {
  const due = after(one, now, { kind: 'due' })
  const mail = due.effects.find((effect) => effect.kind === 'record_mail')
  if (mail?.kind === 'record_mail') {
    const hold = one.lacking?.get(mail.optionId)
    if (hold) return { one: after(one, now, { kind: 'held', hold }).one, mail: null }
    const sent = after(due.one, now, { kind: 'mail_sent', at: now, stepId: mail.stepId })
    return { one: sent.one, mail: { stepId: mail.stepId } }
  }
  if (due.one.state.phase === 'task_open')
    return { one: after(due.one, now, { kind: 'task_done', outcome: null, at: now }).one, mail: null }
  return { one: due.one === one ? afterAction(one, now) : due.one, mail: null }
}

/** Whose mail is recorded already: as he stands when the server has taken it. */
export const afterMail = (one: Foreseen, at: Date): Foreseen =>
  after(one, at, { kind: 'mail_sent', at, stepId: one.state.stepId }).one

/** Others carry out the actions of journeys; here they count as done. */
const afterAction = (one: Foreseen, now: Date): Foreseen => {
  const { stepId, visit } = one.state
  const node = isJourney(one.definition) ? nodeAt(one.definition, stepId) : undefined
  if (!node || !isAction(node) || stepId === null) throw new Error(`${one.id} does not get past ${stepId}`)
  return after(one, now, { kind: 'acted', stepId, visit }).one
}

const after = (one: Foreseen, now: Date, happening: Happening) => {
  const { enrolment, effects } = advance({
    enrolment: one.state,
    definition: one.definition,
    calendar: one.calendar,
    now,
    random: 0.5,
    hasMailbox: one.mailboxId !== null,
    facts: factsOf(one),
    happening,
  })
  return { one: enrolment === one.state ? one : { ...one, state: enrolment }, effects }
}

const NOTHING = { fields: new Map<string, string>(), tags: new Set<string>(), list: '' }

const factsOf = ({ definition, state, facts }: Foreseen): Facts | undefined => {
  if (!isJourney(definition)) return undefined
  const done = definition.nodes.filter(({ id, kind }) => kind === 'task' && state.stepsDone.includes(id))
  return { mails: [], tasks: done.map(({ id }) => ({ node: id, outcome: null })), ...(facts ?? NOTHING) }
}
