import type { Mailbox as MailboxView } from '@cadenza/contracts'
import type { Mailbox } from './mailbox.ts'

/** A mailbox as the app's API answers it. It never had its secrets. */
export const mailboxView = (mailbox: Mailbox): MailboxView => ({
  id: mailbox.id,
  userId: mailbox.userId,
  address: mailbox.address,
  fromName: mailbox.fromName,
  replyTo: mailbox.replyTo,
  signature: mailbox.signature,
  smtp: mailbox.smtp,
  imap: mailbox.imap,
  credentialKind: mailbox.credentialKind,
  limits: mailbox.limits,
  state: mailbox.state,
  pauseReason: mailbox.pauseReason,
  pausedBy: mailbox.pausedBy,
  resumeAt: mailbox.resumeAt?.toISOString() ?? null,
  sentCopies: mailbox.sentCopies,
  syncError: mailbox.syncError,
  syncedAt: mailbox.syncedAt?.toISOString() ?? null,
  createdAt: mailbox.createdAt.toISOString(),
})

/** What the app's API calls the limits that use cases name by themselves. */
export const LIMIT_NAMES: ReadonlyMap<string, string> = new Map(
  [
    'daily',
    'hourly',
    'minGapSeconds',
    'maxGapSeconds',
    'connections',
    'ramp.startAt',
    'ramp.addPerDay',
    'ramp.from',
    'zone',
    'window',
    'days',
  ].map((name) => [name, `limits.${name}`]),
)
