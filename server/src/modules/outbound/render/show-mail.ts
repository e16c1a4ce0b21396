import type { Mailbox } from '#modules/mailboxes/index.ts'
import { invalidInput, notFound } from '#platform/errors/index.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import type { Recipient } from './field-values.ts'
import { recipientsOf } from './recipient-queries.ts'
import { type Compile, type RenderedMail, renderMail } from './render-mail.ts'
import { type From, senderOf } from './sender-of.ts'

/**
 * A mail as its author is shown it: `[FirstName]` stands where a field is missing. Throws `invalid_input` on `subject` or `body` when its
 * Liquid cannot be read.
 */
export const showMail = (
  deps: OutboundDeps & { compile: Compile },
  input: {
    companyId: string
    messageId: string
    mailbox: From
    zone: string
    recipient: Recipient | null
    subject: string | null
    body: string
    unsubscribeLine: boolean
  },
): RenderedMail => {
  const { companyId, messageId, mailbox, ...mail } = input
  const rendered = renderMail(deps.compile, {
    ...mail,
    sender: senderOf(deps, { companyId, messageId, mailbox }),
    standIn: (names) => `[${names.join(', ')}]`,
  })
  if ('mistake' in rendered) throw invalidInput(rendered.part, rendered.mistake)
  return rendered
}

/** A mailbox that was not removed. Throws `not_found`. */
export const mailboxById = async (
  { db, ports }: OutboundDeps,
  { companyId, mailboxId }: { companyId: string; mailboxId: string },
): Promise<Mailbox> => {
  const mailbox = (await ports.mailboxesOf(db, { companyId, mailboxIds: [mailboxId] })).get(mailboxId)
  if (!mailbox || mailbox.state === 'removed')
    throw notFound(`There is no mailbox with the id "${mailboxId}".`, 'mailboxId')
  return mailbox
}

/** Throws `not_found`. */
export const recipientById = async (
  { db }: OutboundDeps,
  { companyId, prospectId }: { companyId: string; prospectId: string },
): Promise<Recipient> => {
  const recipient = (await recipientsOf(db, { companyId, prospectIds: [prospectId] })).get(prospectId)
  if (!recipient) throw notFound(`There is no prospect with the id "${prospectId}".`, 'prospectId')
  return recipient
}
