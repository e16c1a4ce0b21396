import type { Queryable } from '#platform/db/index.ts'
import { applyHappenings } from './apply-happenings.ts'
import type { Happening } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import { enrolmentIdsOfProspects, markAlongside } from './enrolment-queries.ts'
import { resumeEnrolments } from './resume-enrolments.ts'
import { enrolmentsToResume, lockMailable } from './resume-queries.ts'

/** Whose enrolments are meant: all of the prospects, or those in one sequence or of one kind. */
export type EnrolmentScope = {
  companyId: string
  prospectIds: readonly string[]
  sequenceId?: string
  kind?: 'cadence' | 'journey'
}

/** Prospects whose enrolments are changed in one transaction. */
const BATCH = 1000

/** Runs `work` for so many of the prospects at a time, each time in a transaction of its own; answers the sum. */
const inBatches = async (
  deps: EngineDeps,
  scope: EnrolmentScope,
  work: (tx: Queryable, scope: EnrolmentScope) => Promise<number>,
): Promise<number> => {
  let sum = 0
  for (let from = 0; from < scope.prospectIds.length; from += BATCH) {
    const some = { ...scope, prospectIds: scope.prospectIds.slice(from, from + BATCH) }
    sum += await deps.db.transaction((tx) => work(tx, some))
  }
  return sum
}

/** Lets one thing happen to every enrolment in scope; answers how many changed. */
const happenTo = async (
  deps: EngineDeps,
  tx: Queryable,
  scope: EnrolmentScope,
  { happening, which, userId }: { happening: Happening; which: 'open' | 'all'; userId?: string | undefined },
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
  inBatches(deps, scope, (tx, some) =>
    happenTo(deps, tx, some, { happening: { kind: 'stopped' }, which: 'open', userId }),
  )

/** The same in the caller's transaction. */
export const stopProspectsIn = (deps: EngineDeps, tx: Queryable, scope: EnrolmentScope): Promise<number> =>
  happenTo(deps, tx, scope, { happening: { kind: 'stopped' }, which: 'open' })

type MailsOf = { companyId: string; prospectIds: readonly string[]; userId?: string }

/** Stops every cadence and journey of the prospects and cancels every mail to them that has not left, one-off ones too. */
export const stopMails = (deps: EngineDeps, { userId, ...scope }: MailsOf): Promise<number> =>
  inBatches(deps, scope, (tx, some) =>
    stopMailsIn(deps, tx, { ...some, ...(userId !== undefined && { userId }) }),
  )

/** The same in the caller's transaction. */
export const stopMailsIn = async (
  deps: EngineDeps,
  tx: Queryable,
  { userId, ...scope }: MailsOf,
): Promise<number> => {
  const stopped = await happenTo(deps, tx, scope, { happening: { kind: 'stopped' }, which: 'open', userId })
  await deps.ports.cancelAllMails(tx, scope)
  return stopped
}

/**
 * Lets the stopped and paused enrolments in scope that can go on do so; answers how many did. Of several in one sequence only the newest does,
 * and nobody does who may not be mailed.
 */
export const resumeProspects = (
  deps: EngineDeps,
  { userId, ...scope }: EnrolmentScope & { userId?: string },
): Promise<number> =>
  inBatches(deps, scope, async (tx, some) => {
    const prospectIds = await lockMailable(tx, some)
    const ids = await enrolmentsToResume(tx, { ...some, prospectIds })
    await markAlongside(tx, { companyId: scope.companyId, prospectIds, opening: ids })
    const applied = await resumeEnrolments(deps, tx, { companyId: scope.companyId, ids, userId })
    return applied.filter(({ before, after }) => before.state !== after.state).length
  })

/** Pauses the running enrolments in scope until a moment, or until they are resumed. */
export const pauseProspects = (
  deps: EngineDeps,
  { userId, until, ...scope }: EnrolmentScope & { userId?: string; until: Date | null },
): Promise<number> =>
  inBatches(deps, scope, (tx, some) =>
    happenTo(deps, tx, some, { happening: { kind: 'paused', until }, which: 'open', userId }),
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
  await happenTo(deps, tx, { companyId, prospectIds }, { happening, which: 'all' })
  await deps.ports.cancelAllMails(tx, { companyId, prospectIds })
}
