import type { ProspectStatus, SuppressionReason } from '#modules/prospects/index.ts'

/** What a thread is to whoever reads the inbox. */
export type ThreadKind = 'reply' | 'unsubscribe' | 'bounce' | 'auto_reply' | 'own_answer' | 'other'
export const THREAD_KINDS: readonly ThreadKind[] = [
  'reply',
  'unsubscribe',
  'bounce',
  'auto_reply',
  'own_answer',
  'other',
]

/** `snoozed`: open, and put off to a moment that lies ahead. */
export type ThreadState = 'open' | 'snoozed' | 'done'

/** A thread as a list shows it. */
export type ListedThread = {
  id: string
  kind: ThreadKind
  state: ThreadState
  unread: boolean
  subject: string
  /** Of the last mail that came. */
  fromName: string
  fromAddress: string
  snippet: string
  /** Mails that came. */
  received: number
  lastAt: Date
  /** By which lists are ordered: the last mail that came, or until when it was put off. */
  sortAt: Date
  snoozedUntil: Date | null
  /** When one of us last wrote from here. */
  answeredAt: Date | null
  assigneeId: string | null
  assigneeName: string | null
  mailboxId: string
  mailboxAddress: string
  mailboxUserId: string
  prospect: {
    id: string
    email: string
    name: string | null
    company: string | null
    status: ProspectStatus
    suppressedBy: SuppressionReason | null
    outcome: string | null
    ownerId: string
  }
}
