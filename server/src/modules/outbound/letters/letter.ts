/** A mail that a person wrote: an answer within a thread, or one that begins its own. */
export type Letter = {
  companyId: string
  userId: string
  mailboxId: string
  prospectId: string
  to: { address: string; name: string }
  cc: readonly string[]
  /** As it is, no Liquid. */
  subject: string
  html: string
  /** HTML that stands below it and the signature: what it answers. */
  below?: string
  /** Seconds in which it can still be taken back. */
  delaySeconds: number
  /** The thread it goes into, and what it answers there; null: it begins one. */
  thread: {
    id: string
    /** Of its mails, oldest first, the one that is answered last. */
    messageIds: readonly string[]
    /** The received mail that it answers. */
    answersId: string | null
  } | null
}

export type QueuedLetter = { messageId: string; threadId: string; sendsAt: Date }
