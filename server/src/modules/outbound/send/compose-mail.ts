import { composeMessage, domainToAscii, OUR_HEADER, type OutgoingMail } from '@cadenza/mailkit'
import type { Mailbox } from '#modules/mailboxes/index.ts'
import type { OutboundPorts } from '../outbound-deps.ts'
import { oneLine } from '../render/text-kind.ts'
import type { DueMail } from './due-mails.ts'
import type { Envelope } from './smtp-line.ts'

/** A queued mail as bytes, with its envelope. Composing it again at the same moment gives the same bytes. Throws MailInputError. */
export const composeMail = (
  ports: Pick<OutboundPorts, 'unsubscribeOf'>,
  { mail, mailbox, date }: { mail: DueMail; mailbox: Mailbox; date: Date },
): Envelope => {
  const { companyId, address, fromName, replyTo } = mailbox
  const outgoing: OutgoingMail = {
    from: { name: oneLine(fromName), address },
    to: [{ name: oneLine(mail.toName ?? ''), address: mail.toAddress }],
    cc: mail.ccAddresses.map((one) => ({ name: '', address: one })),
    ...(replyTo !== null && { replyTo: { address: replyTo } }),
    subject: mail.subject,
    date,
    messageId: mail.messageId,
    ...(mail.inReplyTo !== null && { inReplyTo: mail.inReplyTo }),
    references: mail.referenceIds,
    text: mail.text,
    html: mail.html,
    ...(mail.listUnsubscribe && {
      listUnsubscribe: ports.unsubscribeOf({ companyId, messageId: mail.id, mailboxAddress: address }).header,
    }),
    headers: [[OUR_HEADER, mail.id]],
  }
  const to = [mail.toAddress, ...mail.ccAddresses].map(inAscii)
  return { from: inAscii(address), to, raw: composeMessage(outgoing) }
}

/** An address as SMTP takes it: the domain in ASCII. */
const inAscii = (address: string): string => {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}@${domainToAscii(address.slice(at + 1))}`
}
