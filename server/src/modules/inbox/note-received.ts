import type { ReceivedMail } from '#modules/inbound/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { afterMail } from './after-mail.ts'
import type { InboxDeps } from './inbox-deps.ts'
import { lockThread, saveThread, threadFacts } from './note-queries.ts'
import { searchWords } from './search-words.ts'

const LONGEST_SNIPPET = 200

/**
 * A mail came into a thread: told by inbound in the transaction that stores it. A new thread is its mailbox's owner's to look after. What
 * is about a test mail has no thread and stands in no inbox.
 */
export const noteReceived = async (
  { clock }: Pick<InboxDeps, 'clock'>,
  tx: Queryable,
  mail: ReceivedMail,
): Promise<void> => {
  const { companyId, threadId } = mail
  if (threadId === null) return
  const facts = await threadFacts(tx, { companyId, threadId })
  if (!facts) return
  const now = clock.now()
  const before = await lockThread(tx, { companyId, threadId, now })
  const after = afterMail(before, mail.kind)
  // A server whose clock is ahead must not make a thread look put off.
  const cameAt = new Date(Math.min(mail.receivedAt.getTime(), now.getTime()))
  const isOwn = mail.kind === 'own_answer'
  await saveThread(tx, {
    companyId,
    id: threadId,
    ...facts,
    ...after,
    cameAt,
    // The list shows who wrote to us; our own answer does not change that.
    isShown: !isOwn || before === null || before.kind === 'own_answer',
    answeredAt: isOwn ? cameAt : null,
    fromName: mail.fromName.toWellFormed(),
    fromAddress: mail.fromAddress,
    snippet: snippetOf(mail.newText ?? mail.text ?? ''),
    words: searchWords(companyId, [
      ...facts.prospectWords,
      facts.subject,
      mail.subject,
      mail.fromName,
      mail.fromAddress,
      mail.newText,
    ]),
  })
}

const snippetOf = (text: string): string =>
  text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_SNIPPET).toWellFormed()
