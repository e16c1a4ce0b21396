import type { OutboundDeps } from '../outbound-deps.ts'
import type { Compile, RenderedMail } from './render-mail.ts'
import { mailboxById, recipientById, showMail } from './show-mail.ts'

/**
 * A mail as this prospect would get it, apart from tracking; from his owner where no mailbox is given. `missing` names the fields that would
 * hold it back. Throws `not_found`, or `invalid_input` when the Liquid cannot be read.
 */
export const preview = async (
  deps: OutboundDeps & { compile: Compile },
  input: {
    companyId: string
    prospectId: string
    mailboxId?: string | undefined
    subject: string
    body: string
  },
): Promise<RenderedMail> => {
  const { companyId, mailboxId, subject, body } = input
  const recipient = await recipientById(deps, input)
  const mailbox = mailboxId === undefined ? undefined : await mailboxById(deps, { companyId, mailboxId })
  return showMail(deps, {
    companyId,
    messageId: deps.newId(),
    mailbox: mailbox ?? { fromName: recipient.ownerName, address: recipient.ownerEmail, signature: '' },
    zone: mailbox?.limits.zone ?? 'UTC',
    recipient,
    subject: subject.trim() === '' ? null : subject,
    body,
    unsubscribeLine: false,
  })
}
