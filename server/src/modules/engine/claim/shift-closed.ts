import { advanceEnrolment } from '../advance-enrolment.ts'
import { type Applied, storeApplied } from '../apply-happenings.ts'
import { isSendable } from '../core/index.ts'
import type { EngineDeps } from '../engine-deps.ts'
import { claimFromLanes, type Lane } from '../lane-queries.ts'
import { createScenes } from '../scene.ts'

/** Enrolments moved in one transaction. */
const BATCH = 1000

/**
 * Moves what is due in lanes where a turn met a closed window (the day's leftovers, a holiday) to each one's next open moment, in sets: else
 * a mailbox with one slot at a time would meet them one by one.
 */
export const shiftClosed = async (
  deps: EngineDeps,
  { companyId, lanes }: { companyId: string; lanes: readonly Lane[] },
): Promise<void> => {
  for (const lane of lanes)
    for (const firstMail of [false, true])
      while ((await shiftSome(deps, { companyId, lane, firstMail })) === BATCH);
}

const shiftSome = async (
  deps: EngineDeps,
  { companyId, lane, firstMail }: { companyId: string; lane: Lane; firstMail: boolean },
): Promise<number> =>
  deps.db.transaction(async (tx) => {
    const now = deps.clock.now()
    const takes = [{ sequenceId: lane.sequenceId, mailboxId: lane.mailboxId, firstMail, limit: BATCH }]
    const due = await claimFromLanes(tx, { companyId, takes, now })
    const scenes = await createScenes(deps, tx, companyId, due)
    const closed: Applied[] = due.flatMap((before) => {
      const scene = scenes.of(before)
      if (isSendable({ at: now, ...scene.calendar })) return []
      const happening = { kind: 'due' } as const
      return [{ before, scene, ...advanceEnrolment({ enrolment: before, scene, happening, now }) }]
    })
    await storeApplied(deps, tx, { companyId, applied: closed, now })
    return closed.length
  })
