import type { Queryable } from '#platform/db/index.ts'
import { slotsFree } from '../core/index.ts'
import { mailsToLeave } from '../mail-queries.ts'
import { lockFreeMailboxes, type PacedMailbox } from '../pace-queries.ts'

/** Most mails taken for one mailbox in one turn; more would wait long between being recorded and sent. */
const MAILS_PER_TURN = 20
/**
 * Recorded mails that may wait to leave a mailbox. When whoever sends is away or slow, no more are recorded: they would go in a burst after,
 * regardless of gaps, windows and what has changed meanwhile.
 */
const MOST_WAITING = { withGap: 5, withoutGap: 200 }

/** A mailbox whose counters this turn holds, with the mails that it may take now. */
export type FreeMailbox = PacedMailbox & {
  slots: number
  /** As many mails wait to leave as may: looked at again when the sender has had time. */
  isFull: boolean
}

/** Locks those of these mailboxes that have a free slot and that no other dispatcher is claiming for. */
export const freeMailboxes = async (
  tx: Queryable,
  input: { companyId: string; mailboxIds: readonly string[]; now: Date },
): Promise<FreeMailbox[]> => {
  if (input.mailboxIds.length === 0) return []
  const { companyId, now } = input
  const locked = await lockFreeMailboxes(tx, input)
  const mailboxIds = locked.map(({ mailboxId }) => mailboxId)
  const waiting = await mailsToLeave(tx, { companyId, mailboxIds, now })
  return locked.map((mailbox) => {
    const { mailboxId, pace, limits } = mailbox
    const most = limits.maxGapSeconds > 0 ? MOST_WAITING.withGap : MOST_WAITING.withoutGap
    const room = Math.max(0, most - (waiting.get(mailboxId) ?? 0))
    const slots = Math.min(MAILS_PER_TURN, room, slotsFree({ pace, limits, now }))
    return { ...mailbox, slots, isFull: room === 0 }
  })
}
