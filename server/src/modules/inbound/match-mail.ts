import { type Header, headerOf, normaliseAddress, normaliseMessageId, OUR_HEADER } from '@cadenza/mailkit'
import type { Queryable } from '#platform/db/index.ts'
import { isId } from '#platform/ids/index.ts'
import type { InboundPorts } from './inbound-deps.ts'
import { lastMessageTo, messageById, messageByMessageIds, type OurMessage } from './match-queries.ts'
import type { IncomingMail } from './parse-fetched.ts'
import type { ReceivedMail } from './store-received-mail.ts'
import type { Mailbox } from './sync-mailbox.ts'

export type Match = { message: OurMessage; by: ReceivedMail['matchedBy'] }

/** How far a mail's Date may lie before ours was accepted, since clocks differ. */
const CLOCK_SKEW = 5 * 60_000

/**
 * Finds the mail of ours that a received one is about: by the thread it names; for a bounce by the headers it returns, else by the failed
 * address; and, last, by the sender's exact address, if our mail came before and the received one is not bulk.
 */
export const matchMail = async (
  ports: Pick<InboundPorts, 'unsubscribeTokenIn'>,
  tx: Queryable,
  { mailbox, mail }: { mailbox: Mailbox; mail: IncomingMail },
): Promise<Match | null> => {
  const { companyId } = mailbox
  const { parsed } = mail
  const token = ports.unsubscribeTokenIn(parsed.subject)
  if (token && token.companyId === companyId) {
    const message = await messageById(tx, { companyId, id: token.messageId })
    if (message) return { message, by: 'token' }
  }
  const named = await messageByMessageIds(tx, {
    companyId,
    messageIds: [...parsed.inReplyTo, ...parsed.references],
  })
  if (named) return { message: named, by: 'message_id' }

  const returned = await matchReturned(tx, companyId, mail)
  if (returned) return { message: returned, by: 'bounce_headers' }

  const last = await lastMessageTo(tx, {
    ...mailbox,
    emailKeys: addressesOf(mail),
    // The Date is the sender's claim; no mail was written after it arrived.
    before: new Date(
      Math.min(parsed.date?.getTime() ?? Infinity, mail.fetched.arrivedAt.getTime()) + CLOCK_SKEW,
    ),
  })
  return last && { message: last, by: 'address' }
}

/** The addresses by which a mail without any reference may be known: whom a report is about, or who wrote it if it is to us alone. */
const addressesOf = ({ parsed, classification }: IncomingMail): string[] => {
  switch (classification.kind) {
    case 'bounce':
    case 'delayed':
      return classification.recipients.map(({ address }) => normaliseAddress(address))
    case 'automated':
    case 'complaint':
    case 'delivered':
      return []
    case 'human':
      return parsed.from && !classification.viaList ? [normaliseAddress(parsed.from.address)] : []
    case 'auto-reply':
    case 'unsubscribe-request':
      return parsed.from ? [normaliseAddress(parsed.from.address)] : []
  }
}

const matchReturned = async (
  tx: Queryable,
  companyId: string,
  { parsed, classification }: IncomingMail,
): Promise<OurMessage | null> => {
  const headers: readonly Header[] = parsed.returned?.headers ?? []
  const ours = headerOf(headers, OUR_HEADER)?.trim()
  const byHeader = ours && isId(ours) ? await messageById(tx, { companyId, id: ours }) : null
  if (byHeader) return byHeader
  const originals = classification.kind === 'bounce' ? classification.originalMessageIds : []
  const returnedId = normaliseMessageId(headerOf(headers, 'message-id') ?? '')
  return messageByMessageIds(tx, {
    companyId,
    messageIds: returnedId === undefined ? originals : [...originals, returnedId],
  })
}
