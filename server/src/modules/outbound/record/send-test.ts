import { domainOf, isValidAddress, newMessageId } from '@cadenza/mailkit'
import { invalidInput, notAllowed } from '#platform/errors/index.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import type { Compile } from '../render/render-mail.ts'
import { mailboxById, recipientById, showMail } from '../render/show-mail.ts'
import { insertMessages } from './insert-messages.ts'

/**
 * Queues a mail to try a text out: rendered for a prospect if one is given, `[FirstName]` standing where a field is missing; not tracked, and
 * nobody's. Throws `not_found`, `invalid_input`, or `not_allowed` when the mailbox does not run.
 */
export const sendTest = async (
  deps: OutboundDeps & { compile: Compile },
  input: {
    companyId: string
    mailboxId: string
    to: string
    subject: string
    body: string
    prospectId?: string | undefined
  },
): Promise<{ messageId: string }> => {
  const { companyId, mailboxId, prospectId } = input
  const to = input.to.trim()
  const valid = isValidAddress(to)
  if (valid !== true) throw invalidInput('to', `to: "${to}" is not a valid mail address: ${valid}.`)
  const mailbox = await mailboxById(deps, input)
  if (mailbox.state !== 'running')
    throw notAllowed(
      `The mailbox ${mailbox.address} is paused (${mailbox.pauseReason}); resume it first.`,
      'mailboxId',
    )
  const id = deps.newId()
  const rendered = showMail(deps, {
    companyId,
    messageId: id,
    mailbox,
    zone: mailbox.limits.zone,
    recipient: prospectId === undefined ? null : await recipientById(deps, { companyId, prospectId }),
    subject: input.subject,
    body: input.body,
    unsubscribeLine: false,
  })
  await insertMessages(deps.db, {
    companyId,
    now: deps.clock.now(),
    messages: [
      {
        id,
        kind: 'test',
        mailboxId,
        prospectId: null,
        enrolmentId: null,
        sequenceId: null,
        stepId: null,
        visit: null,
        optionId: null,
        threadId: null,
        messageId: newMessageId({ id, domain: domainOf(mailbox.address) }),
        toAddress: to,
        subject: rendered.subject || '(no subject)',
        html: rendered.html,
        text: rendered.text,
        inReplyTo: null,
        referenceIds: [],
        tracked: false,
        listUnsubscribe: false,
        sendBefore: null,
      },
    ],
  })
  return { messageId: id }
}
