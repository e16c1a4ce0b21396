import type { Queryable } from '#platform/db/index.ts'
import { slotsFree, takeSlots } from '../core/index.ts'
import type { EngineDeps } from '../engine-deps.ts'
import { savePaces } from '../pace-queries.ts'
import type { Applied } from '../store-applied.ts'
import type { FreeMailbox } from './free-mailboxes.ts'

/** A mailbox whose mails do not leave is looked at again after this long, or after its longest gap. */
const FULL_PAUSE_SECONDS = 1

/**
 * Books the slots of the mails that were recorded and sets when each mailbox has its next one; also for a mailbox that turned out to be
 * closed or full, which would else be looked at again and again.
 */
export const reserveSlots = async (
  deps: EngineDeps,
  tx: Queryable,
  input: {
    companyId: string
    mailboxes: readonly FreeMailbox[]
    recorded: readonly Applied[]
    now: Date
  },
): Promise<void> => {
  const { now } = input
  const counts = new Map<string, number>()
  for (const { after } of input.recorded)
    if (after.mailboxId !== null) counts.set(after.mailboxId, (counts.get(after.mailboxId) ?? 0) + 1)
  await savePaces(
    tx,
    input.companyId,
    input.mailboxes.flatMap(({ mailboxId, pace, limits, lastMailAt, isFull }) => {
      const count = counts.get(mailboxId) ?? 0
      if (count > 0)
        return {
          mailboxId,
          pace: takeSlots({ pace, limits, count, now, random: deps.random() }),
          lastMailAt: now,
        }
      if (slotsFree({ pace, limits, now }) === 0)
        return { mailboxId, pace: takeSlots({ pace, limits, count, now, random: 0 }), lastMailAt }
      if (!isFull) return []
      const seconds = Math.max(FULL_PAUSE_SECONDS, limits.maxGapSeconds)
      return {
        mailboxId,
        pace: { ...pace, nextSlotAt: new Date(now.getTime() + seconds * 1000) },
        lastMailAt,
      }
    }),
  )
}
