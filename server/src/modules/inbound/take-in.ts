import { domainOf, headerOf, normaliseAddress } from '@cadenza/mailkit'
import type { EventReferences } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { isId } from '#platform/ids/index.ts'
import { freeMailDomains } from './free-mail-domains.ts'
import { type InboundDeps, OUR_HEADER } from './inbound-deps.ts'
import { type Match, matchMail } from './match-mail.ts'
import { isOwnAddress, messageById } from './match-queries.ts'
import type { IncomingMail } from './parse-fetched.ts'
import { type ReceivedKind, storeReceivedMail } from './store-received-mail.ts'
import type { Mailbox } from './sync-mailbox.ts'

/**
 * Lets one received mail act, in the transaction that also remembers how far its folder was read: what is ours is stored once and reported;
 * what is none of ours leaves nothing behind.
 */
export const takeIn = async (
  deps: InboundDeps,
  tx: Queryable,
  { mailbox, mail }: { mailbox: Mailbox; mail: IncomingMail },
): Promise<void> => {
  if (await takeOwnCopy(deps, tx, { mailbox, mail })) return
  const fromKey = mail.parsed.from ? normaliseAddress(mail.parsed.from.address) : ''
  const own = await isOwnAddress(tx, { companyId: mailbox.companyId, addressKey: fromKey })
  if (!own && mail.fetched.role === 'sent') return
  const match = await matchMail(deps.ports, tx, { mailbox, mail })
  if (!match) return
  // From our own address, only an answer within a thread concerns us; a mail to ourselves does not.
  if (own && match.by !== 'message_id') return
  const kind = own ? 'own_answer' : kindOf(mail, match)
  const id = deps.newId()
  if (!(await storeReceivedMail(tx, rowOf({ id, mailbox, mail, match, kind })))) return
  await act(deps, tx, { id, mailbox, mail, match, kind })
}

/** A copy of our own mail, in Sent or All Mail: proves that it was sent, and shows the Message-ID that recipients see. */
const takeOwnCopy = async (
  deps: InboundDeps,
  tx: Queryable,
  { mailbox, mail }: { mailbox: Mailbox; mail: IncomingMail },
): Promise<boolean> => {
  const messageId = headerOf(mail.parsed.headers, OUR_HEADER)?.trim()
  if (!messageId || !isId(messageId)) return false
  const message = await messageById(tx, { companyId: mailbox.companyId, id: messageId })
  // Somebody else's copy, such as a prospect's in a shared test server, proves nothing about this mailbox.
  if (!message || message.mailboxId !== mailbox.mailboxId) return message !== null
  if (mail.fetched.role === 'sent' || mail.fetched.role === 'all')
    await deps.ports.copySeen(tx, { ...mailbox, messageId, seenMessageId: mail.key })
  await deps.ports.provenSent(tx, { companyId: mailbox.companyId, messageIds: [messageId] })
  return true
}

const kindOf = ({ classification }: IncomingMail, match: Match): ReceivedKind => {
  if (match.by === 'token') return 'unsubscribe'
  switch (classification.kind) {
    case 'bounce':
      return 'bounce'
    case 'auto-reply':
      return 'auto_reply'
    case 'unsubscribe-request':
      return 'unsubscribe'
    case 'complaint':
      return 'complaint'
    case 'delivered':
    case 'delayed':
      return 'delivery_notice'
    // A newsletter system that answers within our thread is a person's or a robot's answer; only a person's counts as reply.
    case 'automated':
      return 'automated'
    case 'human':
      return 'reply'
  }
}

type Taken = { id: string; mailbox: Mailbox; mail: IncomingMail; match: Match; kind: ReceivedKind }

const rowOf = ({ id, mailbox, mail, match, kind }: Taken) => {
  const { parsed, fetched, classification } = mail
  return {
    ...mailbox,
    id,
    messageKey: mail.key,
    folder: fetched.folder,
    uid: fetched.uid,
    kind,
    matchedBy: match.by,
    threadId: match.message.threadId,
    prospectId: match.message.prospectId,
    replyToId: match.message.id,
    fromAddress: parsed.from?.address ?? '',
    fromName: parsed.from?.name ?? '',
    subject: parsed.subject,
    newText: mail.newText,
    text: parsed.text ?? null,
    html: parsed.html ?? null,
    details: { classification, attachments: parsed.attachments },
    mailedAt: parsed.date ?? null,
    receivedAt: fetched.arrivedAt,
  }
}

/** What a stored mail causes. Everything but an own answer and a notice also proves that our mail was sent. */
const act = async (deps: InboundDeps, tx: Queryable, taken: Taken): Promise<void> => {
  const { id, mailbox, mail, match, kind } = taken
  const { companyId } = mailbox
  const { message } = match
  const at = mail.fetched.arrivedAt
  const about: EventReferences & { occurredAt: Date } = {
    occurredAt: at,
    prospectId: message.prospectId,
    enrolmentId: message.enrolmentId,
    sequenceId: message.sequenceId,
    stepId: message.stepId,
    optionId: message.optionId,
    messageId: message.id,
    mailboxId: mailbox.mailboxId,
  }
  const append = deps.ports.appendEvents
  if (kind === 'own_answer') {
    await append(tx, companyId, [{ ...about, kind: 'own_answer', data: { receivedMailId: id } }])
    return
  }
  await deps.ports.provenSent(tx, { companyId, messageIds: [message.id] })
  if (message.prospectId === null) return
  const prospectId = message.prospectId
  const enrolmentId = match.by === 'address' && kind === 'reply' ? null : message.enrolmentId
  if (kind === 'reply') {
    await append(tx, companyId, [
      { ...about, kind: 'replied', data: { receivedMailId: id, subject: mail.parsed.subject } },
    ])
    await deps.ports.messageAnswered(tx, { companyId, messageId: message.id, what: 'replied', at })
    await deps.ports.markReplied(tx, { companyId, prospectId, at })
    await deps.ports.answered(tx, {
      companyId,
      prospectId,
      enrolmentId,
      answer: { kind: 'reply' },
      colleagueDomain: colleagueDomainOf(taken),
    })
  }
  if (kind === 'auto_reply' && mail.classification.kind === 'auto-reply') {
    const returnsOn = mail.classification.returnsOn ?? null
    await append(tx, companyId, [{ ...about, kind: 'auto_replied', data: { receivedMailId: id, returnsOn } }])
    await deps.ports.answered(tx, {
      companyId,
      prospectId,
      enrolmentId,
      answer: { kind: 'auto_reply', returnsOn },
      colleagueDomain: null,
    })
  }
  if (kind === 'bounce') await actOnBounce(deps, tx, { ...taken, prospectId, about })
  if (kind === 'unsubscribe' || kind === 'complaint') {
    await append(tx, companyId, [
      kind === 'unsubscribe'
        ? { ...about, kind: 'unsubscribed', data: { source: 'reply', receivedMailId: id } }
        : { ...about, kind: 'complained', data: { receivedMailId: id } },
    ])
    await deps.ports.suppress(tx, {
      companyId,
      prospectId,
      reason: kind === 'unsubscribe' ? 'unsubscribed' : 'complaint',
      source: 'reply',
      detail: mail.newText.slice(0, 500) || null,
    })
  }
}

/** A hard bounce ends the prospect's mails; a soft one is only told. */
const actOnBounce = async (
  deps: InboundDeps,
  tx: Queryable,
  input: Taken & { prospectId: string; about: EventReferences & { occurredAt: Date } },
): Promise<void> => {
  const { id, mailbox, mail, match, prospectId, about } = input
  if (mail.classification.kind !== 'bounce') return
  const { companyId } = mailbox
  const [recipient] = mail.classification.recipients
  const hard = recipient?.hard ?? false
  const words = recipient?.diagnostic ?? recipient?.status ?? mail.parsed.subject
  await deps.ports.appendEvents(tx, companyId, [
    {
      ...about,
      kind: 'bounced',
      data: {
        receivedMailId: id,
        hard,
        recipient: recipient?.address ?? match.message.toAddress,
        message: words,
      },
    },
  ])
  if (!hard) return
  await deps.ports.messageAnswered(tx, {
    companyId,
    messageId: match.message.id,
    what: 'bounced',
    at: about.occurredAt,
  })
  await deps.ports.suppress(tx, { companyId, prospectId, reason: 'bounced', source: 'bounce', detail: words })
}

/** The domain whose other prospects a reply may stop: only for a mail within a thread of ours, never a public provider's. */
const colleagueDomainOf = ({ mail, match }: Taken): string | null => {
  if (match.by !== 'message_id') return null
  const domain = domainOf(normaliseAddress(match.message.toAddress))
  const sender = mail.parsed.from ? domainOf(normaliseAddress(mail.parsed.from.address)) : domain
  return domain === '' || domain !== sender || freeMailDomains().has(domain) ? null : domain
}
