import type { Queryable } from '#platform/db/index.ts'
import type { Applied } from '../apply-happenings.ts'
import { slotsFree, takeSlots } from '../core/index.ts'
import type { EngineDeps } from '../engine-deps.ts'
import { type PacedMailbox, savePaces } from '../pace-queries.ts'

/**
 * Books the slots of the mails that were recorded and sets when each mailbox has its next one; also for a mailbox that turned out to be
 * closed, which would else be looked at again and again.
 */
export const reserveSlots = async (
  deps: EngineDeps,
  tx: Queryable,
  input: {
    companyId: string
    mailboxes: readonly PacedMailbox[]
    recorded: readonly Applied[]
    now: Date
  },
): Promise<void> => {
  const counts = new Map<string, number>()
  for (const { after } of input.recorded)
    if (after.mailboxId !== null) counts.set(after.mailboxId, (counts.get(after.mailboxId) ?? 0) + 1)
  await savePaces(
    tx,
    input.companyId,
    input.mailboxes.flatMap(({ mailboxId, pace, limits }) => {
      const count = counts.get(mailboxId) ?? 0
      if (count === 0 && slotsFree({ pace, limits, now: input.now }) > 0) return []
      return [{ mailboxId, pace: takeSlots({ pace, limits, count, now: input.now, random: deps.random() }) }]
    }),
  )
}
