import type { Queryable } from '#platform/db/index.ts'
import { guardBounces } from '../bounce-guard.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import { markAnswered, messageIdsOf, rememberSeenId } from './evidence-queries.ts'
import { learnFromCopy } from './learn-from-copy.ts'
import { settleAsSent } from './settle-mails.ts'

/** These mails were sent: something came that only they can have caused. Changes those that are uncertain. */
export const provenSent = async (
  deps: OutboundDeps,
  tx: Queryable,
  { companyId, messageIds }: { companyId: string; messageIds: readonly string[] },
): Promise<void> => {
  const sent = messageIds.map((id) => ({ id }))
  await settleAsSent(deps, tx, { companyId, sent, judge: { by: 'evidence' } })
}

/** Notes an answer or a hard bounce of a mail, and minds how many bounce. Answers whether it is the mail's first. */
export const messageAnswered = async (
  deps: OutboundDeps,
  tx: Queryable,
  input: { companyId: string; messageId: string; what: 'replied' | 'bounced'; at: Date },
): Promise<boolean> => {
  const message = await markAnswered(tx, input)
  if (message && input.what === 'bounced')
    await guardBounces(deps, tx, { companyId: input.companyId, bounced: [message] })
  return message !== null
}

/**
 * A copy of a mail lies in Sent or All Mail, under this Message-ID: the one that recipients see, and thread by. `seenMessageId` may be another
 * text where the copy bears none.
 */
export const copySeen = async (
  deps: OutboundDeps,
  tx: Queryable,
  input: { companyId: string; mailboxId: string; messageId: string; seenMessageId: string },
): Promise<void> => {
  const { companyId, mailboxId } = input
  const ids = await messageIdsOf(tx, input)
  if (!ids) return
  const seenMessageId = /^<.+>$/.test(input.seenMessageId) ? input.seenMessageId : null
  if (seenMessageId !== null && seenMessageId !== (ids.seen ?? ids.ours))
    await rememberSeenId(tx, { ...input, seenMessageId })
  const mailbox = (await deps.ports.mailboxesOf(tx, { companyId, mailboxIds: [mailboxId] })).get(mailboxId)
  if (mailbox)
    await learnFromCopy(deps, tx, {
      companyId,
      mailbox,
      messageId: ids.ours,
      copy: { found: true, seenMessageId },
    })
}
