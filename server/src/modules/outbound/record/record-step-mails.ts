import { setImmediate } from 'node:timers/promises'
import { domainOf, newMessageId, replySubject, threadHeaders } from '@cadenza/mailkit'
import type { Mailbox } from '#modules/mailboxes/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import type { Recipient } from '../render/field-values.ts'
import { recipientsOf } from '../render/recipient-queries.ts'
import { type Compile, renderMail } from '../render/render-mail.ts'
import { senderOf } from '../render/sender-of.ts'
import type { StepMail, StepMailResult } from '../step-mail.ts'
import { insertMessages, type NewMessage } from './insert-messages.ts'
import { insertThreads, type NewThread, type Thread, threadsOf } from './thread-queries.ts'

type Rendered = {
  enrolmentId: string
  outcome: 'rendered'
  message: NewMessage
  threadId: string
  /** Null: it continues one. */
  thread: NewThread | null
}

/** Mails rendered before the event loop gets a turn, some milliseconds. */
const RENDERED_AT_ONCE = 25

/**
 * Renders the mails of steps and queues them, in the transaction that takes their enrolments in hand. A mail that lacks a variable, or
 * whose text is broken, is not recorded: its enrolment is to be held. Answers in the order given, in a handful of statements for any
 * number of mails.
 */
export const recordStepMails = async (
  deps: OutboundDeps & { compile: Compile },
  tx: Queryable,
  { companyId, mails }: { companyId: string; mails: readonly StepMail[] },
): Promise<StepMailResult[]> => {
  const now = deps.clock.now()
  const recipients = await recipientsOf(tx, { companyId, prospectIds: mails.map((mail) => mail.prospectId) })
  const mailboxIds = [...new Set(mails.map((mail) => mail.mailboxId))]
  const mailboxes = await deps.ports.mailboxesOf(tx, { companyId, mailboxIds })
  const threads = await threadsOf(tx, {
    companyId,
    threadIds: mails.filter(continuesThread).flatMap((mail) => mail.threadId ?? []),
  })
  const rendered: (Rendered | StepMailResult)[] = []
  for (const mail of mails) {
    rendered.push(
      renderStepMail(deps, companyId, {
        mail,
        recipient: found(recipients, mail.prospectId),
        mailbox: found(mailboxes, mail.mailboxId),
        thread: (mail.threadId !== null && threads.get(mail.threadId)) || null,
      }),
    )
    if (rendered.length % RENDERED_AT_ONCE === 0) await setImmediate()
  }
  const toRecord = rendered.filter((one): one is Rendered => one.outcome === 'rendered')
  const inserted = await insertMessages(tx, {
    companyId,
    messages: toRecord.map(({ message }) => message),
    now,
  })
  const begun = toRecord.flatMap(({ message, thread }) =>
    thread && inserted.has(message.id) ? [thread] : [],
  )
  await insertThreads(tx, { companyId, threads: begun, now })
  return rendered.map((one) => {
    if (one.outcome !== 'rendered') return one
    const { enrolmentId, threadId, message } = one
    return inserted.has(message.id)
      ? { enrolmentId, outcome: 'recorded', messageId: message.id, threadId }
      : { enrolmentId, outcome: 'template_error', message: 'This step has its mail already.' }
  })
}

const continuesThread = ({ option }: StepMail): boolean => option.subject.trim() === ''

const found = <Value>(map: ReadonlyMap<string, Value>, id: string): Value => {
  const value = map.get(id)
  if (value === undefined) throw new Error(`nothing is stored under ${id}, which a mail names`)
  return value
}

const renderStepMail = (
  deps: OutboundDeps & { compile: Compile },
  companyId: string,
  input: { mail: StepMail; recipient: Recipient; mailbox: Mailbox; thread: Thread | null },
): Rendered | StepMailResult => {
  const { mail, recipient, mailbox } = input
  const { enrolmentId, option, settings } = mail
  const thread = continuesThread(mail) ? input.thread : null
  const templateError = (message: string): StepMailResult => ({
    enrolmentId,
    outcome: 'template_error',
    message,
  })
  if (continuesThread(mail) && !thread)
    return templateError(
      'The mail has no subject, and there is no earlier mail whose thread it could continue.',
    )

  const id = deps.newId()
  const rendered = renderMail(deps.compile, {
    subject: thread ? null : option.subject,
    body: option.body,
    recipient,
    sender: senderOf(deps, { companyId, messageId: id, mailbox }),
    zone: mailbox.limits.zone,
    unsubscribeLine: settings.unsubscribe,
  })
  if ('mistake' in rendered) return templateError(rendered.mistake)
  if (rendered.missing.length > 0)
    return { enrolmentId, outcome: 'missing_variable', variables: rendered.missing }
  const subject = thread ? replySubject(thread.subject) : rendered.subject
  if (subject === '') return templateError('The subject comes out empty for this prospect.')
  const threadId = thread?.id ?? deps.newId()
  const headers = threadHeaders({ previousMessageIds: thread?.messageIds ?? [] })
  const tracked = deps.ports.trackHtml({ companyId, messageId: id, html: rendered.html, ...settings.track })
  return {
    enrolmentId,
    outcome: 'rendered',
    threadId,
    thread: thread ? null : { id: threadId, prospectId: mail.prospectId, mailboxId: mail.mailboxId, subject },
    message: {
      id,
      kind: 'sequence',
      mailboxId: mail.mailboxId,
      prospectId: mail.prospectId,
      enrolmentId,
      sequenceId: mail.sequenceId,
      stepId: mail.stepId,
      visit: mail.visit,
      optionId: option.id,
      threadId,
      messageId: newMessageId({ id, domain: domainOf(mailbox.address) }),
      toAddress: recipient.email,
      subject,
      html: tracked.html,
      text: rendered.text,
      inReplyTo: headers.inReplyTo ?? null,
      referenceIds: headers.references ?? [],
      tracked: tracked.tracked,
      listUnsubscribe: settings.unsubscribe,
      sendBefore: mail.sendBefore,
    },
  }
}
