import type { EngineDeps } from '../engine-deps.ts'
import { heldNow, mailsBegunToday, mailsDue } from './day-ahead-queries.ts'

export type DayAhead = { sent: number; waiting: number; held: number }

/**
 * What left today, what is due before `until`, and how many prospects are held; with `ownerId` what is that member's: his mailboxes, and
 * his prospects. Counts stop at a size at which nobody reads them to the last digit, so that the page which shows them stays quick.
 */
export const dayAhead = async (
  { db, clock }: Pick<EngineDeps, 'db' | 'clock'>,
  { companyId, ownerId, until }: { companyId: string; ownerId?: string | undefined; until: Date },
): Promise<DayAhead> => {
  const whose = { companyId, ownerId: ownerId ?? null }
  const [sent, waiting, held] = await Promise.all([
    mailsBegunToday(db, { ...whose, now: clock.now() }),
    mailsDue(db, { ...whose, until }),
    heldNow(db, whose),
  ])
  return { sent, waiting, held }
}
