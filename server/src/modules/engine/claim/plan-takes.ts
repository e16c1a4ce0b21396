import { fillSlots, type LaneHead } from '../core/index.ts'
import type { LaneTake } from '../lane-queries.ts'

/**
 * How many enrolments each lane end gives to its mailbox's free slots; who takes one is `fillSlots`'s rule. Tasks have a share of their own,
 * and no throttle holds them back. Pure.
 *
 * @param most mails, over all mailboxes
 */
export const planTakes = ({
  heads,
  slots,
  firstMailsLeft,
  most,
}: {
  heads: readonly LaneHead[]
  slots: ReadonlyMap<string, number>
  firstMailsLeft: ReadonlyMap<string, number>
  most: number
}): LaneTake[] => {
  const mails = heads.filter(({ mailboxId }) => mailboxId !== '')
  const tasks = heads.filter(({ mailboxId }) => mailboxId === '')
  const taken = [
    ...fillSlots({ heads: mails, slots, firstMailsLeft }).slice(0, most),
    ...fillSlots({ heads: tasks, slots, firstMailsLeft: new Map() }),
  ]
  const takes = new Map<string, LaneTake>()
  for (const { sequenceId, mailboxId, firstMail } of taken) {
    const key = `${sequenceId} ${mailboxId} ${firstMail}`
    const take = takes.get(key)
    if (take) take.limit += 1
    else takes.set(key, { sequenceId, mailboxId, firstMail, limit: 1 })
  }
  return [...takes.values()]
}
