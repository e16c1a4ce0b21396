import type { Queryable } from '#platform/db/index.ts'
import { advanceEnrolment } from '../advance-enrolment.ts'
import { type Applied, laneMailboxOf, storeApplied } from '../apply-happenings.ts'
import { type Effect, type Hold, slotsFree } from '../core/index.ts'
import type { EngineDeps } from '../engine-deps.ts'
import { eventsOfChange } from '../events-of-change.ts'
import { claimFromLanes, type Lane, laneHeads } from '../lane-queries.ts'
import { lockFreeMailboxes } from '../pace-queries.ts'
import type { StepMail } from '../ports.ts'
import { createScenes } from '../scene.ts'
import { holdBackSurplus } from './daily-mails.ts'
import { planTakes } from './plan-takes.ts'
import { reserveSlots } from './reserve-slots.ts'
import { throttlesOf } from './throttles.ts'

/** Most enrolments taken from one company in one turn, so that turns stay short and fair. */
export const TURN_SIZE = 500
/** Most mails taken for one mailbox in one turn; more would wait long between being recorded and sent. */
const MAILS_PER_MAILBOX = 20

export type Turn = {
  claimed: number
  recorded: number
  /** Lanes in which something due met a closed window: the rest of them is moved in sets. */
  closedLanes: Lane[]
}

/**
 * One turn of one company: reserves free slots of its mailboxes, locks what is due at the heads of its lanes, asks the rules again about
 * each (a due time is a cache), and has the mails recorded and the tasks created. One transaction.
 */
export const claimCompany = async (
  deps: EngineDeps,
  { companyId, lanes }: { companyId: string; lanes: readonly Lane[] },
): Promise<Turn> =>
  deps.db.transaction(async (tx) => {
    const now = deps.clock.now()
    const mailboxes = await lockFreeMailboxes(tx, {
      companyId,
      mailboxIds: [...new Set(lanes.flatMap((lane) => lane.mailboxId || []))],
      now,
    })
    const slots = new Map(
      mailboxes.map((mailbox) => [
        mailbox.mailboxId,
        Math.min(MAILS_PER_MAILBOX, slotsFree({ pace: mailbox.pace, limits: mailbox.limits, now })),
      ]),
    )
    slots.set('', TURN_SIZE)
    const throttles = await throttlesOf(deps, tx, { companyId, lanes, now })
    const open = lanes.filter((lane) => slots.has(lane.mailboxId))
    const heads = await laneHeads(tx, {
      companyId,
      now,
      takes: open.flatMap((lane) =>
        [false, true].map((firstMail) => ({
          sequenceId: lane.sequenceId,
          mailboxId: lane.mailboxId,
          firstMail,
          limit: slots.get(lane.mailboxId) ?? 0,
        })),
      ),
    })
    const claimed = await claimFromLanes(tx, {
      companyId,
      takes: planTakes({ heads, slots, firstMailsLeft: throttles.left }).slice(0, TURN_SIZE),
      now,
    })
    const scenes = await createScenes(deps, tx, companyId, claimed)
    const applied: Applied[] = claimed.map((before) => {
      const scene = scenes.of(before)
      const happening = { kind: 'due' } as const
      return {
        before,
        scene,
        ...advanceEnrolment({ enrolment: before, scene, happening, now, random: deps.random() }),
      }
    })
    const closedLanes = lanesMetClosed(applied, companyId)
    await holdBackSurplus(deps, tx, { companyId, applied, now })
    const recorded = await recordMails(deps, tx, { companyId, applied, now })
    await storeApplied(deps, tx, { companyId, applied, now })
    await deps.ports.appendEvents(
      tx,
      companyId,
      applied.flatMap(({ before, after }) =>
        eventsOfChange({ before, after, happening: { kind: 'due' }, now }),
      ),
    )
    await reserveSlots(deps, tx, { companyId, mailboxes, recorded, now })
    await throttles.count(recorded)
    return { claimed: claimed.length, recorded: recorded.length, closedLanes }
  })

const lanesMetClosed = (applied: readonly Applied[], companyId: string): Lane[] => {
  const lanes = new Map<string, Lane>()
  for (const one of applied) {
    if (one.before.state === one.after.state || one.after.state.phase !== 'due') continue
    const lane = { companyId, sequenceId: one.after.sequenceId, mailboxId: laneMailboxOf(one) }
    lanes.set(`${lane.sequenceId} ${lane.mailboxId}`, lane)
  }
  return [...lanes.values()]
}

/** Has the mails of this turn rendered and recorded; an enrolment whose mail cannot be made is held instead. */
const recordMails = async (
  deps: EngineDeps,
  tx: Queryable,
  { companyId, applied, now }: { companyId: string; applied: Applied[]; now: Date },
): Promise<Applied[]> => {
  const byId = new Map(applied.map((one) => [one.after.id, one]))
  const mails = applied.flatMap(mailOf)
  if (mails.length === 0) return []
  const recorded: Applied[] = []
  for (const result of await deps.ports.recordStepMails(tx, { companyId, mails })) {
    const one = byId.get(result.enrolmentId)
    if (!one) continue
    if (result.outcome === 'recorded') {
      one.after = { ...one.after, threadId: result.threadId }
      recorded.push(one)
      continue
    }
    const hold: Hold =
      result.outcome === 'missing_variable'
        ? { reason: 'missing_variable', variables: result.variables }
        : { reason: 'template_error', message: result.message }
    const { before: enrolment, scene } = one
    Object.assign(one, advanceEnrolment({ enrolment, scene, happening: { kind: 'held', hold }, now }))
  }
  return recorded
}

const mailOf = ({ after, effects, scene }: Applied): StepMail[] => {
  const effect = effects.find(
    (one): one is Extract<Effect, { kind: 'record_mail' }> => one.kind === 'record_mail',
  )
  if (!effect || after.mailboxId === null) return []
  const step = scene.sequence.definition.steps.find(({ id }) => id === effect.stepId)
  const option = step?.kind === 'mail' ? step.options.find(({ id }) => id === effect.optionId) : undefined
  if (!option) return []
  return [
    {
      enrolmentId: after.id,
      prospectId: after.prospectId,
      mailboxId: after.mailboxId,
      sequenceId: after.sequenceId,
      stepId: effect.stepId,
      visit: effect.visit,
      option,
      threadId: after.threadId,
      settings: scene.sequence.definition.settings,
    },
  ]
}
