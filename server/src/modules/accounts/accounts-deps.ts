import type { Clock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import type { Log } from '#platform/log/index.ts'
import type { Secrets } from '#platform/secrets/index.ts'
import type { ToldSignIn } from './sign-in-action.ts'

/** What the accounts module is built from. */
export type AccountsDeps = {
  db: Database
  clock: Clock
  newId: NewId
  log: Log
  secrets: Secrets
  /** Where browsers reach the server, without a slash at its end; undefined: wherever they say they did. */
  publicUrl: string | undefined
  /** Queues a mail of the program's own through a mailbox of one of these users; false where none of them has one that runs. */
  sendLetter: (letter: Letter) => Promise<boolean>
  /** Tells the audit log. */
  noteSignIn: (what: NotedSignIn) => Promise<void>
  /** What is somebody's is to become somebody else's, when the transaction has ended. */
  handOver: (tx: Queryable, what: HandOver) => Promise<void>
  /** Called in the transaction that makes a company, so that other modules can add what every company has. */
  onCompanyCreated?: (tx: Queryable, company: { companyId: string; userId: string }) => Promise<void>
}

export type Letter = {
  companyId: string
  userIds: readonly string[]
  to: string
  subject: string
  html: string
}

/** `userId` is who decided it. */
export type HandOver = { companyId: string; fromId: string; toId: string; userId: string }

export type NotedSignIn = {
  action: ToldSignIn['action'] | 'invitation.accepted'
  who: { userId: string } | { email: string }
  /** Where the request came from. */
  address: string
}
