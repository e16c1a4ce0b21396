import type { Queryable } from '#platform/db/index.ts'
import type { OutboundDeps } from './outbound-deps.ts'
import type { StepMail, StepMailResult } from './step-mail.ts'

export type { MailOutcome, OutboundDeps, OutboundPorts, SentCopy } from './outbound-deps.ts'
export { addMailRoutes } from './routes.ts'
export type { StepMail, StepMailResult } from './step-mail.ts'

export type Preview = { subject: string; html: string; text: string; missing: string[] }

export type UncertainMail = {
  messageId: string
  mailboxId: string
  prospectId: string | null
  to: string
  subject: string
  /** When it was handed to the server. */
  since: Date
  /** What is known of how the sending broke off. */
  words: string | null
}

/** Mails: rendered, recorded, sent, and what became of them. Functions that take `tx` run in the caller's transaction. */
export type Outbound = {
  recordStepMails(
    tx: Queryable,
    input: { companyId: string; mails: readonly StepMail[] },
  ): Promise<StepMailResult[]>
  cancelQueuedMails(
    tx: Queryable,
    input: { companyId: string; enrolmentIds: readonly string[] },
  ): Promise<void>
  /** Also mails of no sequence. */
  cancelAllMails(tx: Queryable, input: { companyId: string; prospectIds: readonly string[] }): Promise<void>
  /** Texts with a prospect's fields filled in, in order; a missing one leaves nothing. */
  fillIn(
    tx: Queryable,
    input: { companyId: string; texts: readonly { prospectId: string; text: string }[] },
  ): Promise<string[]>
  preview(input: {
    companyId: string
    prospectId: string
    mailboxId?: string | undefined
    subject: string
    body: string
  }): Promise<Preview>
  sendTest(input: {
    companyId: string
    mailboxId: string
    to: string
    subject: string
    body: string
    prospectId?: string | undefined
  }): Promise<{ messageId: string }>

  /** Sends what is queued until `signal` is aborted; then ends what is in flight, within seconds. */
  run(signal: AbortSignal): Promise<void>
  /** Something was queued: an idle sender looks at once. */
  wake(): void
  /** Sends everything that may be sent now; resolves with the number of mails settled. For the simulated world. */
  sendDue(): Promise<number>
  /** When a mail that waits for another attempt will be due, or null. */
  nextSendAt(): Promise<Date | null>

  /** Job: judges what broke off; answers how many mails changed. */
  settleUncertain(): Promise<number>
  /** Job: finds out who keeps copies in Sent, for mailboxes of which it is not known yet; answers for how many it was. */
  learnSentCopies(): Promise<number>
  listUncertain(input: { companyId: string }): Promise<UncertainMail[]>
  /** A user's judgement. Throws `not_found`, or `not_allowed` when the mail is not uncertain. */
  settleMessage(input: {
    companyId: string
    messageId: string
    as: 'sent' | 'send_again'
    userId?: string | undefined
  }): Promise<void>

  provenSent(tx: Queryable, input: { companyId: string; messageIds: readonly string[] }): Promise<void>
  messageAnswered(
    tx: Queryable,
    input: { companyId: string; messageId: string; what: 'replied' | 'bounced'; at: Date },
  ): Promise<void>
  /** By a human. */
  messageEngaged(
    tx: Queryable,
    input: { companyId: string; messageId: string; what: 'opened' | 'clicked'; at: Date },
  ): Promise<void>
  copySeen(
    tx: Queryable,
    input: { companyId: string; mailboxId: string; messageId: string; seenMessageId: string },
  ): Promise<void>
}

/** Renders, records and sends mails, and judges what became of them. */
export const createOutbound: (deps: OutboundDeps) => Outbound = () => {
  throw new Error('the sender is not built yet')
}
