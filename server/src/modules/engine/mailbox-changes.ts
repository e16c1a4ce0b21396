import type { Queryable } from '#platform/db/index.ts'
import { applyHappenings } from './apply-happenings.ts'
import { takeSlots } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import { lockEnrolments, openEnrolmentsOfSequence, withoutMailbox } from './enrolment-queries.ts'
import { placeWaiting } from './give-mailboxes.ts'
import { deleteLanes, sequencesOfMailbox } from './lane-queries.ts'
import { enrolmentsWithMailOut } from './mail-queries.ts'
import { lockMailboxPace, savePaces } from './pace-queries.ts'
import { overPages } from './pages.ts'

type Which = { companyId: string; mailboxId: string }

/**
 * A mailbox's limits changed: computes its next slot anew, from its last mail, so that a raised limit acts at once and a lowered one too. In
 * the transaction that changes them.
 */
export const mailboxLimitsChanged = async (deps: EngineDeps, tx: Queryable, which: Which): Promise<void> => {
  const mailbox = await lockMailboxPace(tx, which)
  if (!mailbox) return
  const { pace, limits, lastMailAt } = mailbox
  const now = deps.clock.now()
  const gap = limits.minGapSeconds + deps.random() * (limits.maxGapSeconds - limits.minGapSeconds)
  const nextSlotAt = lastMailAt ? new Date(lastMailAt.getTime() + Math.round(gap * 1000)) : now
  const next = takeSlots({ pace: { ...pace, nextSlotAt }, limits, count: 0, now, random: 0 })
  await savePaces(tx, which.companyId, [{ ...mailbox, pace: next }])
}

/**
 * A mailbox came: enrolments that wait for one are given one, where their sequence lets them use it. Run as a job; doing it twice does no
 * harm.
 */
export const mailboxCame = (deps: EngineDeps, { companyId }: { companyId: string }): Promise<void> =>
  overPages(
    (after, limit) => withoutMailbox(deps.db, { companyId, after, limit }),
    (ids) => deps.db.transaction((tx) => placeWaiting(deps, tx, { companyId, ids })),
  )

/**
 * A mailbox was removed: those who wrote from it go on from another that the rule of their sequence names, in the same thread; who finds none
 * is held until one comes. Mails that have not left are taken back and made anew; one that is on its way is waited for. Those who are paused,
 * stopped or at a task are given another when they come to their next mail. Run as a job; doing it twice does no harm.
 */
export const mailboxGone = async (deps: EngineDeps, which: Which): Promise<void> => {
  const { companyId } = which
  for (const sequenceId of await sequencesOfMailbox(deps.db, which))
    await overPages(
      (after, limit) => openEnrolmentsOfSequence(deps.db, { ...which, sequenceId, after, limit }),
      (ids) => deps.db.transaction((tx) => moveAway(deps, tx, { companyId, ids })),
    )
  await deleteLanes(deps.db, which)
}

const moveAway = async (
  deps: EngineDeps,
  tx: Queryable,
  { companyId, ids }: { companyId: string; ids: readonly string[] },
): Promise<void> => {
  const inHand = (await lockEnrolments(tx, companyId, ids))
    .filter(({ state, mailboxRemoved }) => mailboxRemoved && state.phase === 'mail_in_hand')
    .map(({ id }) => id)
  const out = await enrolmentsWithMailOut(tx, companyId, inHand)
  const takenBack = new Set(inHand.filter((id) => !out.has(id)))
  if (takenBack.size > 0) await deps.ports.cancelQueuedMails(tx, { companyId, enrolmentIds: [...takenBack] })
  await applyHappenings(
    deps,
    tx,
    companyId,
    ids.map((enrolmentId) => ({
      enrolmentId,
      happening: { kind: takenBack.has(enrolmentId) ? 'mail_unsent' : 'definition_changed' },
    })),
  )
}
