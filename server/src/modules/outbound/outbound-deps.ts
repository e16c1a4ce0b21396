import type { ListUnsubscribe } from '@cadenza/mailkit'
import type { NewEvent } from '#modules/events/index.ts'
import type { Mailbox, PausedBy, SentCopies, SmtpConnection } from '#modules/mailboxes/index.ts'
import type { SuppressionReason } from '#modules/prospects/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import type { Log } from '#platform/log/index.ts'

export type WhichMailbox = { companyId: string; mailboxId: string }

type Lease = WhichMailbox & { purpose: 'send'; processId: string }

/** What became of a mail, told to the engine in the transaction that marks the mail. */
export type MailOutcome = {
  messageId: string
  mailboxId: string
  prospectId: string | null
  enrolmentId: string | null
  sequenceId: string | null
  stepId: string | null
  optionId: string | null
  outcome: 'sent' | 'refused' | 'unsent'
  at: Date
  /** Of a mail that was sent: no mail of its enrolment was sent before. */
  first?: boolean
  /** The server's words for a refusal. */
  message?: string
}

/** When a mail may begin to leave: from the one moment, and before the other. */
export type SendWindow = { notBefore: Date; sendBefore: Date }

/** Whether a copy of a mail lies in Sent, and the Message-ID it bears there. */
export type SentCopy = { found: boolean; seenMessageId: string | null }

/** What sending does elsewhere; handed in by app.ts. Functions that take `tx` run in outbound's transaction. */
export type OutboundPorts = {
  /** Opened secrets are in the answer. Throws `not_found`, `unauthorized` (sign in again) or `unavailable`. */
  smtpConnectionOf(which: WhichMailbox): Promise<SmtpConnection>
  /** The server refused the access token: the next connection fetches another. */
  forgetToken(which: WhichMailbox): void
  /** By id, removed ones too. */
  mailboxesOf(
    tx: Queryable,
    input: { companyId: string; mailboxIds: readonly string[] },
  ): Promise<Map<string, Mailbox>>
  holdLease(input: Lease & { now: Date; until: Date }): Promise<boolean>
  renewLease(input: Lease & { now: Date; until: Date }): Promise<boolean>
  releaseLease(input: Lease): Promise<void>
  mailOutcomes(tx: Queryable, companyId: string, outcomes: readonly MailOutcome[]): Promise<void>
  /** The next delivery windows of mails that cannot go when they were to, by enrolment; of one without, nothing. */
  sendWindows(
    tx: Queryable,
    input: { companyId: string; wanted: readonly { enrolmentId: string; from: Date }[] },
  ): Promise<Map<string, SendWindow>>
  /** Books a slot of a mailbox for a mail that a person wrote: when it may leave, at any hour from `from` on. */
  reserveSlot(tx: Queryable, input: WhichMailbox & { from: Date }): Promise<Date>
  /** The running mailboxes of users, oldest first. */
  usableMailboxes(tx: Queryable, input: { companyId: string; userIds: readonly string[] }): Promise<Mailbox[]>
  appendEvents(tx: Queryable, companyId: string, events: readonly NewEvent[]): Promise<void>
  /** Pauses a running mailbox and tells its owner; false when it was not running. */
  pauseMailbox(
    tx: Queryable,
    input: WhichMailbox & { by: Exclude<PausedBy, 'user'>; reason: string; resumeAt?: Date | null },
  ): Promise<boolean>
  /** Pauses a live sequence and tells its owner; false when it was not live. */
  pauseSequence(
    tx: Queryable,
    input: { companyId: string; sequenceId: string; reason: string },
  ): Promise<boolean>
  /** Nobody mails this person again, because the address does not take mail. */
  suppress(
    tx: Queryable,
    input: {
      companyId: string
      prospectId: string
      reason: 'bounced'
      source: 'bounce'
      detail: string | null
    },
  ): Promise<void>
  /** Ends what runs for people who were found to be suppressed already. */
  suppressed(
    tx: Queryable,
    input: { companyId: string; prospectIds: readonly string[]; reason: SuppressionReason },
  ): Promise<void>
  companySettings(tx: Queryable, companyId: string): Promise<{ bouncePausePercent: number }>
  /** Adds the pixel and wraps the links; the same HTML without a public address. Pure. */
  trackHtml(input: { companyId: string; messageId: string; html: string; opens: boolean; clicks: boolean }): {
    html: string
    tracked: boolean
  }
  /** The link for the body (null without a public address) and the headers. Pure. */
  unsubscribeOf(input: { companyId: string; messageId: string; mailboxAddress: string }): {
    link: string | null
    header: ListUnsubscribe
  }
  /** Looks a mail up in Sent, by Message-ID or by our own header. Throws when it cannot look. */
  findInSent(input: WhichMailbox & { messageId: string; ourId: string }): Promise<SentCopy>
  appendToSent(input: WhichMailbox & { raw: Uint8Array; at: Date }): Promise<void>
  rememberSentCopies(
    tx: Queryable,
    input: WhichMailbox & { sentCopies: Exclude<SentCopies, 'unknown'> },
  ): Promise<void>
  rememberMessageIds(tx: Queryable, input: WhichMailbox & { rewrites: boolean }): Promise<void>
}

/** What every use case of outbound is built from. */
export type OutboundDeps = {
  db: Database
  clock: Clock
  newId: NewId
  /** A number in [0, 1); seeded in the simulated world. */
  random: () => number
  log: Log
  /** This process's row in `processes`: mails being sent bear it. */
  processId: string
  /** To one mail server, over all mailboxes that send through it. Default 50. */
  connectionsPerHost?: number | undefined
  ports: OutboundPorts
}
