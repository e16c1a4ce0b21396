import type { Notify } from '#modules/sequences/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import type { MailboxLimits } from './mailbox-limits.ts'

/** `removed` ones stay for the mails and threads that name them; they neither send nor read. */
export type MailboxState = 'running' | 'paused' | 'removed'
export type PausedBy = 'user' | 'refusal' | 'bounces' | 'authentication' | 'holiday'
/** Who puts copies of sent mails into Sent: the server (it was seen to), we, or not yet known. */
export type SentCopies = 'unknown' | 'server' | 'us'

/** `tls`: from the first byte. `starttls`: begun in plain text, and refused without the upgrade. `none`: never encrypted. */
export type ConnectionSecurity = 'tls' | 'starttls' | 'none'

/** Where a server is and who signs in; without its secret. */
export type ServerAddress = {
  host: string
  port: number
  security: ConnectionSecurity
  /** Null: no sign-in (SMTP relays that know us by address). */
  user: string | null
  /** False only where the operator said so (`?verify=no`): a certificate of one's own making. */
  verifyCertificate: boolean
}

/** A sending and reading account of a user, without secrets. */
export type Mailbox = {
  id: string
  companyId: string
  userId: string
  address: string
  fromName: string
  replyTo: string | null
  /** HTML. */
  signature: string
  smtp: ServerAddress
  /** Null: send only. */
  imap: ServerAddress | null
  credentialKind: 'password' | 'oauth2'
  limits: MailboxLimits
  state: MailboxState
  pauseReason: string | null
  pausedBy: PausedBy | null
  resumeAt: Date | null
  sentCopies: SentCopies
  /** Null: not yet known. */
  rewritesMessageId: boolean | null
  syncError: string | null
  syncedAt: Date | null
  createdAt: Date
}

/** Encrypts with a key outside the database; a text opens only under the context it was sealed with. */
export type SecretBox = {
  encrypt(plain: string, context: string): string
  decrypt(sealed: string, context: string): string
}

export type MailboxChange = 'paused' | 'resumed' | 'removed' | 'limits'

/** What every use case of mailboxes is built from. */
export type MailboxDeps = {
  db: Database
  clock: Clock
  newId: NewId
  secrets: SecretBox
  notify: Notify
  /** The engine makes its row of counters, in the transaction that adds the mailbox. */
  onMailboxAdded(tx: Queryable, input: { companyId: string; mailboxId: string; zone: string }): Promise<void>
  /** Due times or who may send may be other than before. */
  onMailboxChanged(
    tx: Queryable,
    input: { companyId: string; mailboxId: string; change: MailboxChange },
  ): Promise<void>
  /** Whether a server may be used; without it every one may. The simulated world allows only its own. */
  mayReach?: ((server: ServerAddress) => boolean) | undefined
  /** For OAuth2 token requests; the platform's own by default. */
  fetch?: typeof fetch
}
