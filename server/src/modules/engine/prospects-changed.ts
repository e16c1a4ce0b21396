import type { Queryable } from '#platform/db/index.ts'
import { applyHappenings } from './apply-happenings.ts'
import type { EngineDeps } from './engine-deps.ts'
import { lockEnrolments, waitingEnrolments } from './enrolment-queries.ts'
import { placeWaiting } from './give-mailboxes.ts'

/**
 * Fields or owners of prospects changed. What was held for a missing variable tries again (and is held again, naming what is still missing),
 * what lacked a mailbox may find one through a new owner, and due times follow a new time zone.
 */
export const prospectsChanged = async (
  deps: EngineDeps,
  tx: Queryable,
  { companyId, prospectIds }: { companyId: string; prospectIds: readonly string[] },
): Promise<void> => {
  const waiting = await lockEnrolments(tx, companyId, await waitingEnrolments(tx, { companyId, prospectIds }))
  await applyHappenings(
    deps,
    tx,
    companyId,
    waiting.map(({ id, state }) => ({
      enrolmentId: id,
      happening: { kind: state.phase === 'held' ? 'released' : 'definition_changed' },
    })),
  )
  const lacking = waiting.filter(({ state }) => state.hold?.reason === 'no_mailbox').map(({ id }) => id)
  if (lacking.length > 0) await placeWaiting(deps, tx, { companyId, ids: lacking })
}
