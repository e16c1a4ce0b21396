import type { Mailbox } from '#modules/mailboxes/index.ts'
import type { OutboundPorts } from '../outbound-deps.ts'
import type { Sender } from './field-values.ts'

/** What is told of a mailbox in a mail. */
export type From = Pick<Mailbox, 'fromName' | 'address' | 'signature'>

/** What a mail can say of its mailbox. Without a public address the way out is a mail to it. */
export const senderOf = (
  { ports }: { ports: Pick<OutboundPorts, 'unsubscribeOf'> },
  { companyId, messageId, mailbox }: { companyId: string; messageId: string; mailbox: From },
): Sender => {
  const { link, header } = ports.unsubscribeOf({ companyId, messageId, mailboxAddress: mailbox.address })
  return {
    name: mailbox.fromName,
    address: mailbox.address,
    signature: mailbox.signature,
    unsubscribeLink: link ?? mailtoLink(header.mailto ?? mailbox.address),
  }
}

const mailtoLink = (mailto: string): string => (/^mailto:/i.test(mailto) ? mailto : `mailto:${mailto}`)
