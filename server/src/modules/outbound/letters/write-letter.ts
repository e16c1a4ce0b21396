import { domainOf, htmlToText, newMessageId, normaliseAddress, threadHeaders } from '@cadenza/mailkit'
import type { Mailbox } from '#modules/mailboxes/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { invalidInput, notAllowed, notFound } from '#platform/errors/index.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import { insertMessages } from '../record/insert-messages.ts'
import { insertThreads } from '../record/thread-queries.ts'
import { storable } from '../render/text-kind.ts'
import { checkedLetter } from './check-letter.ts'
import type { Letter, QueuedLetter } from './letter.ts'
import { prospectSuppression, suppressedAmong } from './letter-queries.ts'

/**
 * Queues a mail that a person wrote, in the caller's transaction. It keeps the pace of its mailbox and goes at any hour. Throws
 * `invalid_input` on a field of the letter, `not_found` on `prospectId` or `mailboxId`, `not_allowed` when its prospect or somebody in copy
 * is not to be written to, or the mailbox does not run.
 */
export const writeLetter = async (
  deps: OutboundDeps,
  tx: Queryable,
  given: Letter,
): Promise<QueuedLetter> => {
  const { companyId, mailboxId, prospectId, userId } = given
  const mailbox = await runningMailbox(deps, tx, given)
  const letter = checkedLetter(given)
  const html = withSignature(letter, mailbox)
  await requireWritable(tx, letter)
  const now = deps.clock.now()
  const id = deps.newId()
  const sendsAt = await deps.ports.reserveSlot(tx, {
    companyId,
    mailboxId,
    from: new Date(now.getTime() + letter.delaySeconds * 1000),
  })
  const threadId = letter.thread?.id ?? deps.newId()
  if (!letter.thread)
    await insertThreads(tx, {
      companyId,
      threads: [{ id: threadId, prospectId, mailboxId, subject: letter.subject }],
      now,
    })
  const headers = threadHeaders({ previousMessageIds: letter.thread?.messageIds ?? [] })
  await insertMessages(tx, {
    companyId,
    now,
    messages: [
      {
        id,
        kind: letter.thread ? 'answer' : 'manual',
        mailboxId,
        prospectId,
        enrolmentId: null,
        sequenceId: null,
        stepId: null,
        visit: null,
        optionId: null,
        threadId,
        messageId: newMessageId({ id, domain: domainOf(mailbox.address) }),
        toAddress: letter.to.address,
        subject: letter.subject,
        html,
        text: storable(htmlToText(html)),
        inReplyTo: headers.inReplyTo ?? null,
        referenceIds: headers.references ?? [],
        tracked: false,
        listUnsubscribe: false,
        sendBefore: null,
        letter: {
          userId,
          toName: letter.to.name,
          ccAddresses: letter.cc,
          answersId: letter.thread?.answersId ?? null,
          notBefore: sendsAt,
        },
      },
    ],
  })
  return { messageId: id, threadId, sendsAt }
}

/** A signature stands below what was newly written, and above what is quoted. */
const withSignature = ({ html, below = '' }: Letter, { signature }: Mailbox): string =>
  storable([html, signature.trim() && `<div>${signature}</div>`, below].filter(Boolean).join('\n'))

const runningMailbox = async (
  { ports }: OutboundDeps,
  tx: Queryable,
  { companyId, mailboxId }: Letter,
): Promise<Mailbox> => {
  const mailbox = (await ports.mailboxesOf(tx, { companyId, mailboxIds: [mailboxId] })).get(mailboxId)
  if (!mailbox) throw notFound(`There is no mailbox with the id "${mailboxId}".`, 'mailboxId')
  if (mailbox.state === 'running') return mailbox
  throw notAllowed(
    mailbox.state === 'removed'
      ? `The mailbox ${mailbox.address} was removed; connect it again to write from it.`
      : `The mailbox ${mailbox.address} is paused (${mailbox.pauseReason}); resume it first.`,
    'mailboxId',
  )
}

const requireWritable = async (tx: Queryable, { companyId, prospectId, to, cc }: Letter): Promise<void> => {
  const reason = await prospectSuppression(tx, { companyId, prospectId })
  if (reason === undefined) throw notFound(`There is no prospect with the id "${prospectId}".`, 'prospectId')
  if (reason !== null)
    throw notAllowed(`This prospect is not to be mailed: ${SUPPRESSED[reason]}.`, 'prospectId')
  const keys = [to.address, ...cc].map(normaliseAddress)
  const found = await suppressedAmong(tx, { companyId, keys, domains: keys.map(domainOf) })
  if (!found) return
  const field = keys[0] === found.value || domainOf(keys[0] ?? '') === found.value ? 'to' : 'cc'
  throw invalidInput(field, `${field}: ${found.value} is not to be mailed: ${SUPPRESSED[found.reason]}.`)
}

const SUPPRESSED = {
  bounced: 'mails to this address come back',
  unsubscribed: 'he has unsubscribed',
  complaint: 'he has complained of mails from here as spam',
  do_not_contact: 'somebody of your team marked “do not contact”',
} as const
