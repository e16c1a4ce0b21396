import { notAllowed } from '#platform/errors/index.ts'
import { countDue, countUncertain, type DueProspect, dueProspects } from './doubt-queries.ts'
import { endHold, openHoldOf, type SendingHold } from './hold-queries.ts'
import { type Look, lookIntoSent } from './look-into-sent.ts'
import type { RecoveryDeps } from './recovery-deps.ts'

/** What somebody should know before he lets a restored company send. */
export type RecoveryReport = {
  hold: SendingHold
  /** Mails that were in hand when the backup was made: judged by what Sent holds, or by a user. */
  uncertain: number
  /** Prospects whose next mail is due: since the backup it may have left. */
  due: number
  firstDue: DueProspect[]
  /** Null: nobody looked. */
  sent: Look | null
}

type Which = {
  companyId: string
  /** Whether to look into the folders of sent mails. */
  look: boolean
}

const NAMED = 50

/** What may go twice; null when the company is not held. */
export const recoveryReport = async (
  deps: RecoveryDeps,
  { companyId, look }: Which,
): Promise<RecoveryReport | null> => {
  const { db, clock } = deps
  const hold = await openHoldOf(db, companyId)
  if (hold === null) return null
  const now = clock.now()
  return {
    hold,
    uncertain: await countUncertain(db, companyId),
    due: await countDue(db, { companyId, now }),
    firstDue: await dueProspects(db, { companyId, now, limit: NAMED }),
    sent: look ? await lookIntoSent(deps, { companyId, since: hold.backupAt }) : null,
  }
}

/**
 * Lets a restored company send again. Whoever got a mail after the backup, as seen in Sent, is paused first: his next step may be the one he
 * has had. Throws `not_allowed` when the company is not held.
 */
export const confirmSending = async (
  deps: RecoveryDeps,
  { userId, ...which }: Which & { userId?: string | undefined },
): Promise<{ report: RecoveryReport; paused: number }> => {
  const { companyId } = which
  const report = await recoveryReport(deps, which)
  if (report === null) throw notAllowed('Sending is not held; there is nothing to confirm.')
  const prospectIds = [...new Set((report.sent?.mails ?? []).flatMap(({ prospectId }) => prospectId ?? []))]
  const paused =
    prospectIds.length === 0 ? 0 : await deps.ports.pauseProspects({ companyId, prospectIds, userId })
  await endHold(deps.db, { companyId, userId: userId ?? null, now: deps.clock.now() })
  deps.log.info({ companyId, userId, paused }, 'Sending after a restore was confirmed.')
  return { report, paused }
}
