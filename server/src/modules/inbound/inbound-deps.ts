import type { NewEvent } from '#modules/events/index.ts'
import type { ServerConnection } from '#modules/mailboxes/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import type { Log } from '#platform/log/index.ts'
import type { ReceivedMail } from './store-received-mail.ts'

/** What an answer does elsewhere; handed in by app.ts, always inside inbound's transaction unless it says otherwise. */
export type InboundPorts = {
  /** Opened secrets are in it, so it is never logged or kept. */
  connectionOf(input: { companyId: string; mailboxId: string }): Promise<ServerConnection>
  /** A mail was stored, and has acted: the inbox shows it. */
  received(tx: Queryable, mail: ReceivedMail): Promise<void>
  /** Lets the answer act on enrolments. */
  answered(
    tx: Queryable,
    input: {
      companyId: string
      prospectId: string
      enrolmentId: string | null
      answer: { kind: 'reply' } | { kind: 'auto_reply'; returnsOn: string | null } | { kind: 'bounce' }
      colleagueDomain: string | null
    },
  ): Promise<void>
  appendEvents(tx: Queryable, companyId: string, events: readonly NewEvent[]): Promise<void>
  markReplied(tx: Queryable, input: { companyId: string; prospectId: string; at: Date }): Promise<void>
  suppress(
    tx: Queryable,
    input: {
      companyId: string
      prospectId: string
      reason: 'unsubscribed' | 'bounced' | 'complaint'
      source: 'reply' | 'bounce'
      detail: string | null
    },
  ): Promise<void>
  /** A bounce, an answer or a copy proves that these mails of ours were sent. */
  provenSent(tx: Queryable, input: { companyId: string; messageIds: readonly string[] }): Promise<void>
  /** Marks what became of a mail of ours, for reports and for the bounce guard; answers whether it is the mail's first of its kind. */
  messageAnswered(
    tx: Queryable,
    input: { companyId: string; messageId: string; what: 'replied' | 'bounced'; at: Date },
  ): Promise<boolean>
  /** A copy of our mail was found in Sent, bearing this Message-ID: the server keeps copies itself, and perhaps rewrites the id. */
  copySeen(
    tx: Queryable,
    input: { companyId: string; mailboxId: string; messageId: string; seenMessageId: string },
  ): Promise<void>
  /** The message that an unsubscribe mail's subject names by its token, or null. */
  unsubscribeTokenIn(subject: string): { companyId: string; messageId: string } | null
  /** Mails of a folder that could not be taken in, and why the first of them could not; for the mailbox's owner. */
  mailsLeftOut(
    tx: Queryable,
    input: { companyId: string; mailboxId: string; folder: string; mails: number; words: string },
  ): Promise<void>
  /** Outside any transaction: what a mailbox's owner should know of its reading. */
  syncReported(input: { companyId: string; mailboxId: string; error: string | null; at: Date }): Promise<void>
}

export type InboundDeps = {
  db: Database
  clock: Clock
  newId: NewId
  log: Log
  ports: InboundPorts
}
