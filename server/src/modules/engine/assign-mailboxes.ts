import type { SendingMailboxes } from '#modules/sequences/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { lockAssigned, readAssigned } from './lane-queries.ts'
import type { PublishedSequence } from './ports.ts'
import { type ProspectToStart, type UsableMailbox, usableMailboxes } from './start-queries.ts'

/**
 * Chooses the mailbox that each prospect's mails leave from: the starting user's, the prospect's owner's, or one of a listed set in equal
 * shares. A user with several mailboxes shares them equally too. A paused mailbox may be chosen (its mails wait); a removed one may not.
 * Prospects without an entry have none that is usable. Whoever keeps the choice counts it (countAssigned).
 */
export const assignMailboxes = async (tx: Queryable, input: Choice): Promise<Map<string, UsableMailbox>> => {
  const { companyId, sequence, prospects } = input
  const candidates = await candidatesOf(tx, input)
  const mailboxIds = candidates.map(({ id }) => id)
  const share = shareOut({ of: sequence.definition.settings.mailboxes.of, candidates })
  const assigned = prospects.some((prospect) => share.hasChoice(prospect))
    ? await lockAssigned(tx, { companyId, sequenceId: sequence.id, mailboxIds })
    : new Map<string, number>()
  return share.among(prospects, assigned)
}

type Choice = {
  companyId: string
  userId: string
  sequence: PublishedSequence
  prospects: readonly ToMail[]
}

const candidatesOf = (
  tx: Queryable,
  { companyId, userId, sequence, prospects }: Choice,
): Promise<UsableMailbox[]> => {
  const rule = sequence.definition.settings.mailboxes
  if (rule.of === 'list') return usableMailboxes(tx, { companyId, mailboxIds: rule.mailboxIds })
  const userIds = rule.of === 'starter' ? [userId] : [...new Set(prospects.map((one) => one.ownerId))]
  return usableMailboxes(tx, { companyId, userIds })
}

type ToMail = Pick<ProspectToStart, 'id' | 'ownerId'>

/** Chooses as `assignMailboxes` does, without keeping anybody from starting others meanwhile. */
export const foreseeMailboxes: typeof assignMailboxes = async (tx, input) => {
  const { companyId, sequence } = input
  const candidates = await candidatesOf(tx, input)
  const mailboxIds = candidates.map(({ id }) => id)
  const assigned = await readAssigned(tx, { companyId, sequenceId: sequence.id, mailboxIds })
  return shareOut({ of: sequence.definition.settings.mailboxes.of, candidates }).among(
    input.prospects,
    assigned,
  )
}

/** Equal shares of the mailboxes that each prospect's mails may leave from. */
const shareOut = ({
  of,
  candidates,
}: {
  of: SendingMailboxes['of']
  candidates: readonly UsableMailbox[]
}) => {
  const byUser = Map.groupBy(candidates, (one) => one.userId)
  const mailboxesOf = ({ ownerId }: ToMail) => (of === 'owner' ? (byUser.get(ownerId) ?? []) : candidates)
  return {
    hasChoice: (prospect: ToMail): boolean => mailboxesOf(prospect).length > 1,
    among: (prospects: readonly ToMail[], given: ReadonlyMap<string, number>): Map<string, UsableMailbox> => {
      const assigned = new Map(given)
      const chosen = new Map<string, UsableMailbox>()
      for (const prospect of prospects) {
        const mailbox = leastUsed(mailboxesOf(prospect), assigned)
        if (!mailbox) continue
        chosen.set(prospect.id, mailbox)
        assigned.set(mailbox.id, (assigned.get(mailbox.id) ?? 0) + 1)
      }
      return chosen
    },
  }
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
