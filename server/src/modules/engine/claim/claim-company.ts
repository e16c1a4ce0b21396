import type { EngineDeps } from '../engine-deps.ts'
import { eventsOfChange } from '../events-of-change.ts'
import { giveMailboxes } from '../give-mailboxes.ts'
import { type Acting, actionAt } from '../journey/act.ts'
import { loadFacts } from '../journey/load-facts.ts'
import { claimFromLanes, type LaneEnd, laneHeads } from '../lane-queries.ts'
import { createScenes } from '../scene.ts'
import { storeApplied } from '../store-applied.ts'
import { beginSteps, endsMetClosed } from './begin-steps.ts'
import { holdBackSurplus } from './daily-mails.ts'
import { freeMailboxes } from './free-mailboxes.ts'
import { planTakes } from './plan-takes.ts'
import { recordMails } from './record-mails.ts'
import { reserveSlots } from './reserve-slots.ts'
import { throttlesOf } from './throttles.ts'

/** Most mails taken from one company in one turn, so that turns stay short and fair; and most tasks. */
const MAILS_PER_TURN = 500
const TASKS_PER_TURN = 200

export type Turn = {
  claimed: number
  recorded: number
  /** Lane ends in which something due met a closed window: the rest of them is moved in sets. */
  closedEnds: LaneEnd[]
  /** Those that stand at an action of a journey, which is carried out after this turn. */
  acting: Acting[]
}

/**
 * One turn of one company: reserves free slots of its mailboxes, locks what is due at the heads of its lanes, asks the rules again about
 * each (a due time is a cache), and has the mails recorded and the tasks created. One transaction.
 */
export const claimCompany = (
  deps: EngineDeps,
  { companyId, ends }: { companyId: string; ends: readonly LaneEnd[] },
): Promise<Turn> =>
  deps.db.transaction(async (tx) => {
    const now = deps.clock.now()
    const sequences = await deps.ports.definitionsOf(tx, {
      companyId,
      sequenceIds: [...new Set(ends.map(({ sequenceId }) => sequenceId))],
    })
    const mailboxes = await freeMailboxes(tx, {
      companyId,
      mailboxIds: [...new Set(ends.flatMap(({ mailboxId }) => mailboxId || []))],
      now,
    })
    const slots = new Map(mailboxes.map((mailbox) => [mailbox.mailboxId, mailbox.slots]))
    slots.set('', TASKS_PER_TURN)
    const heads = await laneHeads(tx, {
      companyId,
      now,
      takes: ends.flatMap((end) => {
        const limit = slots.get(end.mailboxId) ?? 0
        return limit > 0 && sequences.get(end.sequenceId)?.state === 'live' ? [{ ...end, limit }] : []
      }),
    })
    const beginning = new Set(
      heads.flatMap(({ firstMail, mailboxId, sequenceId }) =>
        firstMail && mailboxId !== '' ? [sequenceId] : [],
      ),
    )
    const throttles = await throttlesOf(deps, tx, {
      companyId,
      sequences: [...sequences.values()].filter(({ id }) => beginning.has(id)),
      now,
    })
    const takes = planTakes({ heads, slots, firstMailsLeft: throttles.left, most: MAILS_PER_TURN })
    const claimed = await claimFromLanes(tx, { companyId, takes, now })
    const scenes = await createScenes(deps, tx, companyId, claimed)
    const facts = await loadFacts(tx, {
      companyId,
      placed: claimed.map((enrolment) => ({ enrolment, scene: scenes.of(enrolment) })),
    })
    const applied = beginSteps(deps, { claimed, scenes, facts, now })
    const closedEnds = endsMetClosed(applied)
    await giveMailboxes(tx, { companyId, applied, scenes, now })
    await holdBackSurplus(deps, tx, { companyId, applied, now })
    const recorded = await recordMails(deps, tx, { companyId, applied, mailboxes, now })
    await storeApplied(deps, tx, { companyId, applied, now })
    const happening = { kind: 'due' } as const
    await deps.ports.appendEvents(
      tx,
      companyId,
      applied.flatMap(({ before, after }) => eventsOfChange({ before, after, happening, now })),
    )
    await reserveSlots(deps, tx, { companyId, mailboxes, recorded, now })
    await throttles.count(recorded)
    const acting = applied.flatMap(({ after: { id, prospectId, state }, before, scene }): Acting[] =>
      state === before.state && state.stepId !== null && actionAt(before, scene)
        ? [{ enrolmentId: id, prospectId, stepId: state.stepId, visit: state.visit }]
        : [],
    )
    return { claimed: claimed.length, recorded: recorded.length, closedEnds, acting }
  })
