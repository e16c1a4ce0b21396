import type { Queryable } from '#platform/db/index.ts'
import { lockAssigned } from './lane-queries.ts'
import type { PublishedSequence } from './ports.ts'
import { type ProspectToStart, type UsableMailbox, usableMailboxes } from './start-queries.ts'

/**
 * Chooses the mailbox that each prospect's mails leave from: the starting user's, the prospect's owner's, or one of a listed set in equal
 * shares. A user with several mailboxes shares them equally too. A paused mailbox may be chosen (its mails wait); a removed one may not.
 * Prospects without an entry have none that is usable. Whoever keeps the choice counts it (countAssigned).
 */
export const assignMailboxes = async (
  tx: Queryable,
  input: {
    companyId: string
    userId: string
    sequence: PublishedSequence
    prospects: readonly Pick<ProspectToStart, 'id' | 'ownerId'>[]
  },
): Promise<Map<string, UsableMailbox>> => {
  const { companyId, userId, sequence, prospects } = input
  const rule = sequence.definition.settings.mailboxes
  const candidates = await usableMailboxes(
    tx,
    rule.of === 'list'
      ? { companyId, mailboxIds: rule.mailboxIds }
      : {
          companyId,
          userIds: rule.of === 'starter' ? [userId] : [...new Set(prospects.map((one) => one.ownerId))],
        },
  )
  const byUser = Map.groupBy(candidates, (one) => one.userId)
  const candidatesOf = ({ ownerId }: { ownerId: string }) =>
    rule.of === 'owner' ? (byUser.get(ownerId) ?? []) : candidates
  const hasChoice = prospects.some((prospect) => candidatesOf(prospect).length > 1)
  const mailboxIds = candidates.map(({ id }) => id)
  const assigned = hasChoice
    ? await lockAssigned(tx, { companyId, sequenceId: sequence.id, mailboxIds })
    : new Map<string, number>()
  const chosen = new Map<string, UsableMailbox>()
  for (const prospect of prospects) {
    const mailbox = leastUsed(candidatesOf(prospect), assigned)
    if (!mailbox) continue
    chosen.set(prospect.id, mailbox)
    assigned.set(mailbox.id, (assigned.get(mailbox.id) ?? 0) + 1)
  }
  return chosen
}

const leastUsed = (
  mailboxes: readonly UsableMailbox[],
  assigned: ReadonlyMap<string, number>,
): UsableMailbox | undefined => {
  let least: UsableMailbox | undefined
  for (const mailbox of mailboxes)
    if (!least || (assigned.get(mailbox.id) ?? 0) < (assigned.get(least.id) ?? 0)) least = mailbox
  return least
}
