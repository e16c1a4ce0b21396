import type { Queryable } from '#platform/db/index.ts'
import { applyHappenings } from './apply-happenings.ts'
import type { Happening } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import { enrolmentIdsOfProspects } from './enrolment-queries.ts'
import { resumeEnrolments } from './resume-enrolments.ts'

/** Whose enrolments are meant: all of the prospects, or those in one sequence or of one kind. */
export type EnrolmentScope = {
  companyId: string
  prospectIds: readonly string[]
  sequenceId?: string
  kind?: 'cadence' | 'journey'
}

/** Lets one thing happen to every enrolment in scope; answers how many changed. */
const happenTo = async (
  deps: EngineDeps,
  tx: Queryable,
  scope: EnrolmentScope,
  {
    happening,
    which,
    userId,
  }: { happening: Happening; which: 'open' | 'open_or_resumable' | 'all'; userId?: string | undefined },
): Promise<number> => {
  const ids = await enrolmentIdsOfProspects(tx, { ...scope, which })
  const applied = await applyHappenings(
    deps,
    tx,
    scope.companyId,
    ids.map((enrolmentId) => ({ enrolmentId, happening, about: { userId } })),
  )
  return applied.filter(({ before, after }) => before.state !== after.state).length
}

/** Stops the running enrolments in scope and cancels their queued mails and open tasks. When it returns, no mail of theirs starts any more. */
export const stopProspects = (
  deps: EngineDeps,
  { userId, ...scope }: EnrolmentScope & { userId?: string },
): Promise<number> =>
  deps.db.transaction((tx) =>
    happenTo(deps, tx, scope, { happening: { kind: 'stopped' }, which: 'open', userId }),
  )

/** Stops every cadence and journey of the prospects and cancels every mail to them that has not left, one-off ones too. */
export const stopMails = (
  deps: EngineDeps,
  { userId, ...scope }: { companyId: string; prospectIds: readonly string[]; userId?: string },
): Promise<number> =>
  deps.db.transaction(async (tx) => {
    const stopped = await happenTo(deps, tx, scope, { happening: { kind: 'stopped' }, which: 'open', userId })
    await deps.ports.cancelAllMails(tx, scope)
    return stopped
  })

/** Lets the stopped and paused enrolments in scope that can go on do so; answers how many did. */
export const resumeProspects = (
  deps: EngineDeps,
  { userId, ...scope }: EnrolmentScope & { userId?: string },
): Promise<number> =>
  deps.db.transaction(async (tx) => {
    const ids = await enrolmentIdsOfProspects(tx, { ...scope, which: 'open_or_resumable' })
    const applied = await resumeEnrolments(deps, tx, { companyId: scope.companyId, ids, userId })
    return applied.filter(({ before, after }) => before.state !== after.state).length
  })

/** Pauses the running enrolments in scope until a moment, or until they are resumed. */
export const pauseProspects = (
  deps: EngineDeps,
  { userId, until, ...scope }: EnrolmentScope & { userId?: string; until: Date | null },
): Promise<number> =>
  deps.db.transaction((tx) =>
    happenTo(deps, tx, scope, { happening: { kind: 'paused', until }, which: 'open', userId }),
  )

/**
 * A suppression was written for these prospects: ends what runs and raises what has ended already, in the transaction that writes it.
 */
export const suppressed = async (
  deps: EngineDeps,
  tx: Queryable,
  {
    companyId,
    prospectIds,
    reason,
  }: {
    companyId: string
    prospectIds: readonly string[]
    reason: 'unsubscribed' | 'bounced' | 'do_not_contact' | 'complaint'
  },
): Promise<void> => {
  const happening: Happening =
    reason === 'bounced'
      ? { kind: 'bounced' }
      : reason === 'do_not_contact'
        ? { kind: 'stopped' }
        : { kind: 'unsubscribed' }
  await happenTo(deps, tx, { companyId, prospectIds }, { happening, which: 'open_or_resumable' })
  await deps.ports.cancelAllMails(tx, { companyId, prospectIds })
}
