import { fillSlots, type LaneHead } from '../core/index.ts'
import type { LaneTake } from '../lane-queries.ts'

/** How many enrolments each lane end gives to its mailbox's free slots; who takes one is `fillSlots`'s rule. Pure. */
export const planTakes = (input: {
  heads: readonly LaneHead[]
  slots: ReadonlyMap<string, number>
  firstMailsLeft: ReadonlyMap<string, number>
}): LaneTake[] => {
  const takes = new Map<string, LaneTake>()
  for (const { sequenceId, mailboxId, firstMail } of fillSlots(input)) {
    const key = `${sequenceId} ${mailboxId} ${firstMail}`
    const take = takes.get(key)
    if (take) take.limit += 1
    else takes.set(key, { sequenceId, mailboxId, firstMail, limit: 1 })
  }
  return [...takes.values()]
}
