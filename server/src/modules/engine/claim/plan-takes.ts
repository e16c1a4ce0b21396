import type { LaneHead, LaneTake } from '../lane-queries.ts'

/**
 * Which lane ends a mailbox's free slots go to: follow-ups before first mails, then the longest due, and no more first mails of a sequence
 * than its throttle leaves today. Pure; `heads` are the due times of one or more mailboxes' lanes.
 *
 * @param slots free slots by mailbox id
 * @param firstMailsLeft by sequence id; a sequence without an entry is not throttled
 */
export const planTakes = (
  heads: readonly LaneHead[],
  slots: ReadonlyMap<string, number>,
  firstMailsLeft: ReadonlyMap<string, number>,
): LaneTake[] => {
  const slotsLeft = new Map(slots)
  const throttleLeft = new Map(firstMailsLeft)
  const takes = new Map<string, LaneTake>()
  const inOrder = [...heads].sort(
    (a, b) => Number(a.firstMail) - Number(b.firstMail) || a.dueAt.getTime() - b.dueAt.getTime(),
  )
  for (const head of inOrder) {
    const slot = slotsLeft.get(head.mailboxId) ?? 0
    if (slot === 0) continue
    if (head.firstMail) {
      const left = throttleLeft.get(head.sequenceId) ?? Number.POSITIVE_INFINITY
      if (left === 0) continue
      throttleLeft.set(head.sequenceId, left - 1)
    }
    slotsLeft.set(head.mailboxId, slot - 1)
    const key = `${head.sequenceId} ${head.mailboxId} ${head.firstMail}`
    const take = takes.get(key)
    if (take) take.limit += 1
    else
      takes.set(key, {
        sequenceId: head.sequenceId,
        mailboxId: head.mailboxId,
        firstMail: head.firstMail,
        limit: 1,
      })
  }
  return [...takes.values()]
}
