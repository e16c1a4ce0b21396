import type { Clock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'
import type { Log } from '#platform/log/index.ts'

/** A mail of ours that lies in a folder of sent mails. */
export type SentMail = { ourId: string; to: string[]; subject: string; at: Date | null }

/** What others do; handed in by app.ts. */
export type RecoveryPorts = {
  /** Mails of ours in Sent since a day. Throws when the mailbox cannot be looked into. */
  sentSince(input: { companyId: string; mailboxId: string; since: Date }): Promise<SentMail[]>
  /** The prospect that bears this address, however it is written. */
  prospectIdOf(input: { companyId: string; email: string }): Promise<string | null>
  /** Answers how many enrolments were paused. */
  pauseProspects(input: {
    companyId: string
    prospectIds: readonly string[]
    userId: string | undefined
  }): Promise<number>
  notifyAdmins(tx: Queryable, input: { companyId: string; text: string }): Promise<void>
}

export type RecoveryDeps = { db: Database; clock: Clock; log: Log; ports: RecoveryPorts }
