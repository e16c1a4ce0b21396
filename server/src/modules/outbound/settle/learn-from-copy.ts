import type { Mailbox } from '#modules/mailboxes/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import type { OutboundDeps, SentCopy } from '../outbound-deps.ts'

/**
 * What a copy in Sent tells of its mailbox's server: that it keeps copies itself (as long as we have put none there), and whether it puts a
 * Message-ID of its own in place of ours.
 */
export const learnFromCopy = async (
  { ports }: Pick<OutboundDeps, 'ports'>,
  tx: Queryable,
  input: { companyId: string; mailbox: Mailbox; messageId: string; copy: SentCopy },
): Promise<void> => {
  const { companyId, mailbox, messageId, copy } = input
  const which = { companyId, mailboxId: mailbox.id }
  if (mailbox.sentCopies === 'us') return
  if (mailbox.sentCopies === 'unknown') await ports.rememberSentCopies(tx, { ...which, sentCopies: 'server' })
  if (copy.seenMessageId === null) return
  const rewrites = copy.seenMessageId !== messageId
  if (mailbox.rewritesMessageId !== rewrites) await ports.rememberMessageIds(tx, { ...which, rewrites })
}
