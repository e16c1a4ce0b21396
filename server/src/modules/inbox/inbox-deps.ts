import type { Attachment } from '@cadenza/mailkit'
import type { Letter, QueuedLetter } from '#modules/outbound/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'

/** What the inbox does elsewhere; handed in by app.ts. */
export type InboxPorts = {
  /** Queues an answer, in the inbox's transaction; throws where it may not be written. */
  writeLetter(tx: Queryable, letter: Letter): Promise<QueuedLetter>
  /** A mail was queued: the sender looks at once. */
  wakeSender(): void
  /** The attachments of a received mail, fetched from its mailbox, and stored where not all were known; throws where they cannot be had, in a sentence for whoever asked. */
  attachmentsOf(input: { companyId: string; receivedMailId: string }): Promise<Attachment[]>
}

export type InboxDeps = { db: Database; clock: Clock; ports: InboxPorts }
