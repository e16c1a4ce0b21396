import type { Queryable } from '#platform/db/index.ts'
import { applyHappenings } from './apply-happenings.ts'
import type { EngineDeps } from './engine-deps.ts'
import { lockEnrolments } from './enrolment-queries.ts'
import { enrolmentsWithMailOut } from './mail-queries.ts'
import type { Applied } from './store-applied.ts'

/**
 * Resumes enrolments. One whose mail was already on its way when it was stopped takes that mail in hand again instead of sending the step a
 * second time; the enrolments are locked before the mails are looked at, so that no outcome comes in between.
 *
 * @param pausedUntil only those whose pause ends by then, as they stand once they are locked
 */
export const resumeEnrolments = async (
  deps: EngineDeps,
  tx: Queryable,
  input: { companyId: string; ids: readonly string[]; userId?: string | undefined; pausedUntil?: Date },
): Promise<Applied[]> => {
  const { companyId, userId, pausedUntil } = input
  const locked = await lockEnrolments(tx, companyId, input.ids)
  const ids = locked.flatMap(({ id, state }) =>
    !pausedUntil || (state.phase === 'paused' && state.pausedUntil && state.pausedUntil <= pausedUntil)
      ? [id]
      : [],
  )
  const out = await enrolmentsWithMailOut(tx, companyId, ids)
  return applyHappenings(
    deps,
    tx,
    companyId,
    ids.map((enrolmentId) => ({
      enrolmentId,
      happening: { kind: 'resumed', mailOut: out.has(enrolmentId) },
      about: { userId },
    })),
  )
}
