import type { Queryable } from '#platform/db/index.ts'
import { slotOpensAt, takeSlots } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import { lockMailboxPace, savePaces } from './pace-queries.ts'

/**
 * Books a slot of a mailbox for a mail that a person wrote, and answers when it may leave: at `from` or after it, the shortest gap after the
 * mail before, when day and hour have room; at any hour, for whoever writes decides that. Automatic mails keep their gap to it.
 */
export const reserveSlot = async (
  deps: Pick<EngineDeps, 'random'>,
  tx: Queryable,
  { companyId, mailboxId, from }: { companyId: string; mailboxId: string; from: Date },
): Promise<Date> => {
  const paced = await lockMailboxPace(tx, { companyId, mailboxId })
  if (!paced) return from
  const { pace, limits, lastMailAt } = paced
  const gapOver = new Date((lastMailAt?.getTime() ?? 0) + limits.minGapSeconds * 1000)
  const at = slotOpensAt({
    pace: { ...pace, nextSlotAt: gapOver },
    limits: { ...limits, window: null, days: null },
    from,
  })
  await savePaces(tx, companyId, [
    {
      mailboxId,
      pace: takeSlots({ pace, limits, count: 1, now: at, random: deps.random() }),
      lastMailAt: at,
    },
  ])
  return at
}
