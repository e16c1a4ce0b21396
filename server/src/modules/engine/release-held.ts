import type { Queryable } from '#platform/db/index.ts'
import { advanceEnrolment } from './advance-enrolment.ts'
import { applyHappenings, storeApplied } from './apply-happenings.ts'
import { assignMailboxes } from './assign-mailboxes.ts'
import type { Hold } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import { heldEnrolments, lockEnrolments, openEnrolmentsOfSequence } from './enrolment-queries.ts'
import { eventsOfChange } from './events-of-change.ts'
import { addToLanes } from './lane-queries.ts'
import { createScenes } from './scene.ts'

/** Enrolments looked at in one transaction. */
const BATCH = 500

/**
 * Fields of prospects changed: what waited for a missing variable tries again (and is held again, naming what is still missing).
 */
export const prospectsChanged = async (
  deps: EngineDeps,
  tx: Queryable,
  { companyId, prospectIds }: { companyId: string; prospectIds: readonly string[] },
): Promise<void> => {
  const held = await heldEnrolments(tx, {
    companyId,
    prospectIds,
    reasons: ['missing_variable', 'template_error'] satisfies Hold['reason'][],
    limit: null,
  })
  await applyHappenings(
    deps,
    tx,
    companyId,
    held.map((enrolmentId) => ({ enrolmentId, happening: { kind: 'released' } })),
  )
}

/** A mailbox came or runs again: enrolments that found none are given one, where their sequence lets them use it. */
export const mailboxCame = async (deps: EngineDeps, { companyId }: { companyId: string }): Promise<void> => {
  const held = await heldEnrolments(deps.db, {
    companyId,
    reasons: ['no_mailbox'] satisfies Hold['reason'][],
    limit: null,
  })
  for (let from = 0; from < held.length; from += BATCH)
    await deps.db.transaction((tx) => giveMailboxes(deps, tx, companyId, held.slice(from, from + BATCH)))
}

const giveMailboxes = async (
  deps: EngineDeps,
  tx: Queryable,
  companyId: string,
  ids: readonly string[],
): Promise<void> => {
  const now = deps.clock.now()
  const enrolments = (await lockEnrolments(tx, companyId, ids)).filter(
    ({ state }) => state.hold?.reason === 'no_mailbox',
  )
  const scenes = await createScenes(deps, tx, companyId, enrolments)
  for (const [, some] of Map.groupBy(enrolments, (one) => `${one.sequenceId} ${one.startedBy}`)) {
    const first = some[0]
    if (!first) continue
    const { sequence } = scenes.of(first)
    const chosen = await assignMailboxes(tx, {
      companyId,
      userId: first.startedBy,
      sequence,
      prospects: some.map(({ prospectId, ownerId }) => ({ id: prospectId, ownerId })),
    })
    const applied = some.flatMap((before) => {
      const mailbox = chosen.get(before.prospectId)
      if (!mailbox) return []
      const placed = { ...before, mailboxId: mailbox.id, mailboxZone: mailbox.zone }
      const scene = scenes.of(placed)
      const happening = { kind: 'released' } as const
      return [{ before, scene, ...advanceEnrolment({ enrolment: placed, scene, happening, now }) }]
    })
    await storeApplied(deps, tx, { companyId, applied, now })
    await addToLanes(
      tx,
      companyId,
      applied.map(({ after }) => ({
        sequenceId: sequence.id,
        mailboxId: after.mailboxId ?? '',
        assigned: 1,
      })),
    )
    await deps.ports.appendEvents(
      tx,
      companyId,
      applied.flatMap(({ before, after }) =>
        eventsOfChange({ before, after, happening: { kind: 'released' }, now }),
      ),
    )
  }
}

/**
 * A new version was published, or a zone, holidays or limits changed: recomputes where everybody in the sequence stands, in sets, paged by id.
 * Run as a job.
 */
export const recomputeSequence = async (
  deps: EngineDeps,
  { companyId, sequenceId }: { companyId: string; sequenceId: string },
): Promise<void> => {
  let after = ''
  for (;;) {
    const ids = await openEnrolmentsOfSequence(deps.db, { companyId, sequenceId, after, limit: BATCH })
    const last = ids.at(-1)
    if (last === undefined) return
    await deps.db.transaction((tx) =>
      applyHappenings(
        deps,
        tx,
        companyId,
        ids.map((enrolmentId) => ({ enrolmentId, happening: { kind: 'definition_changed' } })),
      ),
    )
    after = last
  }
}
