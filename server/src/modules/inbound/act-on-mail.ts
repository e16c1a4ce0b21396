import { domainOf, normaliseAddress } from '@cadenza/mailkit'
import type { EventReferences } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { freeMailDomains } from './free-mail-domains.ts'
import type { InboundDeps } from './inbound-deps.ts'
import type { Match } from './match-mail.ts'
import { hasUnsubscribed } from './match-queries.ts'
import type { IncomingMail } from './parse-fetched.ts'
import { beginningOf } from './storable.ts'
import type { ReceivedKind } from './store-received-mail.ts'
import type { Mailbox } from './sync-mailbox.ts'

/** A received mail that was stored under `id`, and the mail of ours that it is about. */
export type TakenMail = { id: string; mailbox: Mailbox; mail: IncomingMail; match: Match; kind: ReceivedKind }

type About = EventReferences & { occurredAt: Date }
/** A taken mail about a prospect, which a test mail has none of. */
type Answer = TakenMail & { prospectId: string; about: About }

const LONGEST_DETAIL = 500

/** What a stored mail causes. Everything but an own answer also proves that our mail was sent. */
export const actOnMail = async (deps: InboundDeps, tx: Queryable, taken: TakenMail): Promise<void> => {
  const { id, mailbox, mail, match, kind } = taken
  const { companyId } = mailbox
  const { message } = match
  const about: About = {
    occurredAt: mail.fetched.arrivedAt,
    prospectId: message.prospectId,
    enrolmentId: message.enrolmentId,
    sequenceId: message.sequenceId,
    stepId: message.stepId,
    optionId: message.optionId,
    messageId: message.id,
    mailboxId: mailbox.mailboxId,
  }
  if (kind === 'own_answer') {
    await deps.ports.appendEvents(tx, companyId, [{ ...about, kind, data: { receivedMailId: id } }])
    return
  }
  await deps.ports.provenSent(tx, { companyId, messageIds: [message.id] })
  if (message.prospectId === null) return
  const answer: Answer = { ...taken, prospectId: message.prospectId, about }
  if (kind === 'reply') await actOnReply(deps, tx, answer)
  if (kind === 'auto_reply') await actOnAutoReply(deps, tx, answer)
  if (kind === 'bounce') await actOnBounce(deps, tx, answer)
  if (kind === 'unsubscribe' || kind === 'complaint') await actOnRequest(deps, tx, answer)
}

const actOnReply = async (deps: InboundDeps, tx: Queryable, answer: Answer): Promise<void> => {
  const { id, mailbox, mail, match, prospectId, about } = answer
  const { companyId } = mailbox
  const at = about.occurredAt
  const subject = mail.parsed.subject.toWellFormed()
  const isFirst = await deps.ports.messageAnswered(tx, {
    companyId,
    messageId: match.message.id,
    what: 'replied',
    at,
  })
  await deps.ports.appendEvents(tx, companyId, [
    { ...about, kind: 'replied', data: { receivedMailId: id, subject, ...ofMail(match, isFirst) } },
  ])
  await deps.ports.markReplied(tx, { companyId, prospectId, at })
  await deps.ports.answered(tx, {
    companyId,
    prospectId,
    // Known by the address alone, it answers whatever he is in.
    enrolmentId: match.by === 'address' ? null : match.message.enrolmentId,
    answer: { kind: 'reply' },
    colleagueDomain: colleagueDomainOf(answer),
  })
}

const actOnAutoReply = async (deps: InboundDeps, tx: Queryable, answer: Answer): Promise<void> => {
  const { id, mailbox, mail, match, prospectId, about } = answer
  const { companyId } = mailbox
  const returnsOn = mail.classification.kind === 'auto-reply' ? (mail.classification.returnsOn ?? null) : null
  await deps.ports.appendEvents(tx, companyId, [
    { ...about, kind: 'auto_replied', data: { receivedMailId: id, returnsOn } },
  ])
  await deps.ports.answered(tx, {
    companyId,
    prospectId,
    enrolmentId: match.message.enrolmentId,
    answer: { kind: 'auto_reply', returnsOn },
    colleagueDomain: null,
  })
}

/** A hard bounce ends the prospect's mails; a soft one is only told. */
const actOnBounce = async (deps: InboundDeps, tx: Queryable, answer: Answer): Promise<void> => {
  const { id, mailbox, mail, match, prospectId, about } = answer
  const { companyId } = mailbox
  const { toAddress, toProspect, ccAddresses } = match.message
  const recipients = mail.classification.kind === 'bounce' ? mail.classification.recipients : []
  const ours = normaliseAddress(toAddress)
  const copies = new Set(ccAddresses.map(normaliseAddress))
  // A report may tell of several; a server that rewrites addresses names none of ours. Of those in copy it says nothing about the prospect.
  const recipient =
    recipients.find(({ address }) => address === ours) ??
    recipients.find(({ address }) => !copies.has(address))
  const hard = toProspect && (recipient?.hard ?? false)
  const words = (recipient?.diagnostic ?? recipient?.status ?? mail.parsed.subject).toWellFormed()
  const isFirst =
    hard &&
    (await deps.ports.messageAnswered(tx, {
      companyId,
      messageId: match.message.id,
      what: 'bounced',
      at: about.occurredAt,
    }))
  const data = { receivedMailId: id, hard, recipient: recipient?.address || toAddress, message: words }
  await deps.ports.appendEvents(tx, companyId, [
    { ...about, kind: 'bounced', data: { ...data, ...ofMail(match, isFirst) } },
  ])
  if (!hard) return
  await deps.ports.suppress(tx, { companyId, prospectId, reason: 'bounced', source: 'bounce', detail: words })
}

/** He asked for no more mails, himself or through his provider. */
const actOnRequest = async (deps: InboundDeps, tx: Queryable, answer: Answer): Promise<void> => {
  const { id, mailbox, mail, match, kind, prospectId, about } = answer
  const { companyId } = mailbox
  const complains = kind === 'complaint'
  const isFirst =
    !complains && !(await hasUnsubscribed(tx, { companyId, prospectId, messageId: match.message.id }))
  await deps.ports.appendEvents(tx, companyId, [
    complains
      ? { ...about, kind: 'complained', data: { receivedMailId: id } }
      : {
          ...about,
          kind: 'unsubscribed',
          data: { source: 'reply', receivedMailId: id, ...ofMail(match, isFirst) },
        },
  ])
  await deps.ports.suppress(tx, {
    companyId,
    prospectId,
    reason: complains ? 'complaint' : 'unsubscribed',
    source: 'reply',
    detail: beginningOf(mail.newText, LONGEST_DETAIL) || null,
  })
}

/** What reports ask of an event about a mail: the day to count it for, and whether it is the mail's first of its kind. */
const ofMail = ({ message }: Match, isFirst: boolean): { sentAt?: string; first?: true } => ({
  ...(message.sentAt && { sentAt: message.sentAt.toISOString() }),
  ...(isFirst && { first: true }),
})

/** The domain whose other prospects a reply may stop: only for a mail within a thread of ours, never a public provider's. */
const colleagueDomainOf = ({ mail, match }: TakenMail): string | null => {
  if (match.by !== 'message_id') return null
  const domain = domainOf(normaliseAddress(match.message.toAddress))
  const sender = mail.parsed.from ? domainOf(normaliseAddress(mail.parsed.from.address)) : domain
  return domain === '' || domain !== sender || freeMailDomains().has(domain) ? null : domain
}
