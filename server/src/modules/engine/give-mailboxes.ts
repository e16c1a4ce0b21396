import type { Queryable } from '#platform/db/index.ts'
import { advanceEnrolment } from './advance-enrolment.ts'
import { assignMailboxes } from './assign-mailboxes.ts'
import { NO_MAILBOX } from './core/no-mailbox.ts'
import type { EngineDeps } from './engine-deps.ts'
import { lockEnrolments } from './enrolment-queries.ts'
import { eventsOfChange } from './events-of-change.ts'
import { countAssigned } from './lane-queries.ts'
import { createScenes, type Scenes } from './scene.ts'
import type { UsableMailbox } from './start-queries.ts'
import { type Applied, stepOf, storeApplied } from './store-applied.ts'
import { hasMailbox, type StoredEnrolment } from './stored-enrolment.ts'

/**
 * Gives a mailbox to those whose next step is a mail and whose own was taken away (or that never had one); who finds none is held. The
 * thread stays: the new mailbox goes on in it. Changes `applied` in place, before it is stored.
 */
export const giveMailboxes = async (
  tx: Queryable,
  input: { companyId: string; applied: readonly Applied[]; scenes: Scenes; now: Date },
): Promise<void> => {
  const { companyId, scenes, now } = input
  const without = input.applied.filter(({ after, scene }) => {
    if (after.state.phase !== 'due' || hasMailbox(after)) return false
    return stepOf({ after, scene })?.kind === 'mail'
  })
  const chosen = await choose(tx, { companyId, enrolments: without.map(({ after }) => after), scenes })
  for (const one of without) {
    const mailbox = chosen.get(one.after.id)
    const enrolment = mailbox ? withMailbox(one.after, mailbox) : one.after
    const scene = scenes.of(enrolment)
    const happening = mailbox
      ? ({ kind: 'definition_changed' } as const)
      : ({ kind: 'held', hold: NO_MAILBOX } as const)
    const { after } = advanceEnrolment({ enrolment, scene, happening, now })
    Object.assign(one, { after, scene })
  }
}

/** Lets those of these enrolments go on that wait for a mailbox and now find one. */
export const placeWaiting = async (
  deps: EngineDeps,
  tx: Queryable,
  { companyId, ids }: { companyId: string; ids: readonly string[] },
): Promise<void> => {
  const now = deps.clock.now()
  const waiting = (await lockEnrolments(tx, companyId, ids)).filter(
    ({ state }) => state.phase === 'held' && state.hold?.reason === 'no_mailbox',
  )
  const scenes = await createScenes(deps, tx, companyId, waiting)
  const chosen = await choose(tx, { companyId, enrolments: waiting, scenes })
  const happening = { kind: 'released' } as const
  const applied = waiting.flatMap((before): Applied[] => {
    const mailbox = chosen.get(before.id)
    if (!mailbox) return []
    const enrolment = withMailbox(before, mailbox)
    const scene = scenes.of(enrolment)
    return [{ before, scene, ...advanceEnrolment({ enrolment, scene, happening, now }) }]
  })
  await storeApplied(deps, tx, { companyId, applied, now })
  await deps.ports.appendEvents(
    tx,
    companyId,
    applied.flatMap(({ before, after }) => eventsOfChange({ before, after, happening, now })),
  )
}

const withMailbox = (enrolment: StoredEnrolment, { id, zone }: UsableMailbox): StoredEnrolment => ({
  ...enrolment,
  mailboxId: id,
  mailboxZone: zone,
  mailboxRemoved: false,
})

/** By enrolment id: the mailbox that the rule of its sequence names, for the user who started it. */
const choose = async (
  tx: Queryable,
  {
    companyId,
    enrolments,
    scenes,
  }: { companyId: string; enrolments: readonly StoredEnrolment[]; scenes: Scenes },
): Promise<Map<string, UsableMailbox>> => {
  const chosen = new Map<string, UsableMailbox>()
  const groups = Map.groupBy(enrolments, ({ sequenceId, startedBy }) => `${sequenceId} ${startedBy}`)
  for (const some of groups.values()) {
    const [first] = some
    if (!first) continue
    const { sequence } = scenes.of(first)
    const byProspect = await assignMailboxes(tx, {
      companyId,
      userId: first.startedBy,
      sequence,
      prospects: some.map(({ prospectId, ownerId }) => ({ id: prospectId, ownerId })),
    })
    const counts = new Map<string, number>()
    for (const { id, prospectId } of some) {
      const mailbox = byProspect.get(prospectId)
      if (!mailbox) continue
      chosen.set(id, mailbox)
      counts.set(mailbox.id, (counts.get(mailbox.id) ?? 0) + 1)
    }
    await countAssigned(tx, { companyId, sequenceId: sequence.id, counts })
  }
  return chosen
}
