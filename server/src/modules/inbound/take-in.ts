import { headerOf, normaliseAddress, OUR_HEADER } from '@cadenza/mailkit'
import type { Queryable } from '#platform/db/index.ts'
import { isId } from '#platform/ids/index.ts'
import { actOnMail, type TakenMail } from './act-on-mail.ts'
import type { InboundDeps } from './inbound-deps.ts'
import { kindOfMail } from './kind-of-mail.ts'
import { matchMail } from './match-mail.ts'
import { isOwnAddress, messageById } from './match-queries.ts'
import type { IncomingMail } from './parse-fetched.ts'
import { MOST_BYTES } from './read-folder.ts'
import { type ReceivedMail, storeReceivedMail } from './store-received-mail.ts'
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
  const addressKey = mail.parsed.from ? normaliseAddress(mail.parsed.from.address) : ''
  const own = await isOwnAddress(tx, { companyId: mailbox.companyId, addressKey })
  if (!own && mail.fetched.role === 'sent') return
  if (own && (await takeOwnCopy(deps, tx, { mailbox, mail }))) return
  const match = await matchMail(deps.ports, tx, { mailbox, mail })
  if (!match) return
  // From our own address, only an answer within a thread concerns us; a mail to ourselves does not.
  if (own && match.by !== 'message_id') return
  const kind = own ? 'own_answer' : kindOfMail(mail, match)
  const taken: TakenMail = { id: deps.newId(), mailbox, mail, match, kind }
  const row = rowOf(taken)
  if (!(await storeReceivedMail(tx, row))) return
  await actOnMail(deps, tx, taken)
  await deps.ports.received(tx, row)
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
  // What another mailbox of ours sent to this one proves nothing about this one.
  if (!message || message.mailboxId !== mailbox.mailboxId) return message !== null
  if (mail.fetched.role === 'sent' || mail.fetched.role === 'all')
    await deps.ports.copySeen(tx, { ...mailbox, messageId, seenMessageId: mail.key })
  await deps.ports.provenSent(tx, { companyId: mailbox.companyId, messageIds: [messageId] })
  return true
}

const rowOf = ({ id, mailbox, mail, match, kind }: TakenMail): ReceivedMail => {
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
    details: {
      classification,
      attachments: parsed.attachments,
      recipients: { to: parsed.to, cc: parsed.cc, replyTo: parsed.replyTo },
      // Attachments behind the beginning of a large mail are not known, nor how long the last one is.
      ...(fetched.raw.length >= MOST_BYTES && { isCut: true }),
    },
    mailedAt: parsed.date ?? null,
    receivedAt: fetched.arrivedAt,
  }
}
