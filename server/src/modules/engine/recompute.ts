import { applyHappenings } from './apply-happenings.ts'
import type { EngineDeps } from './engine-deps.ts'
import { openEnrolmentsOfSequence } from './enrolment-queries.ts'
import { placeWaiting } from './give-mailboxes.ts'
import { sequencesOfMailbox } from './lane-queries.ts'
import { clearThrottle } from './pace-queries.ts'
import { overPages } from './pages.ts'

/**
 * A new version was published, or its holidays changed: looks again at where everybody in the sequence stands, in sets. Run as a job; doing it
 * twice does no harm.
 */
export const recomputeSequence = async (
  deps: EngineDeps,
  { companyId, sequenceId }: { companyId: string; sequenceId: string },
): Promise<void> => {
  await clearThrottle(deps.db, companyId, sequenceId)
  await lookAgain(deps, { companyId, sequenceId })
}

/** A mailbox's zone changed: looks again at the due times of those who write from it. Run as a job; doing it twice does no harm. */
export const recomputeMailbox = async (
  deps: EngineDeps,
  { companyId, mailboxId }: { companyId: string; mailboxId: string },
): Promise<void> => {
  for (const sequenceId of await sequencesOfMailbox(deps.db, { companyId, mailboxId }))
    await lookAgain(deps, { companyId, sequenceId, mailboxId })
}

const lookAgain = (
  deps: EngineDeps,
  which: { companyId: string; sequenceId: string; mailboxId?: string },
): Promise<void> =>
  overPages(
    (after, limit) => openEnrolmentsOfSequence(deps.db, { ...which, after, limit }),
    (ids) =>
      deps.db.transaction(async (tx) => {
        const { companyId } = which
        await applyHappenings(
          deps,
          tx,
          companyId,
          ids.map((enrolmentId) => ({ enrolmentId, happening: { kind: 'definition_changed' } })),
        )
        // The new version may name mailboxes that the old one did not.
        await placeWaiting(deps, tx, { companyId, ids })
      }),
  )
