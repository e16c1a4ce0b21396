import type { MessageReferences } from '../message.ts'

/** A mail that this process is about to send. Whoever begins its content first asks whether it was withheld. */
export type Taken = {
  message: Pick<MessageReferences, 'id' | 'enrolmentId' | 'prospectId'>
  /** A stop came first: its content must not begin. */
  withheld: boolean
  /** Its content has begun to leave: only the server's answer tells now whether it was sent. */
  begun: boolean
}

/** The mails that this process has taken, from before they are marked `sending` until their result is stored. */
export type InHand = {
  take(message: Taken['message']): Taken
  release(taken: Taken): void
  /** Keeps the content of those that match, and have not begun, from leaving. */
  withhold(matches: (message: Taken['message']) => boolean): void
  all(): Iterable<Taken>
}

/**
 * A stop must keep a mail back that is marked `sending` but has not begun: its row tells the same of both, so the process that holds it
 * has to. Another process's mails are out of reach; there a stop counts from the mark.
 */
export const createInHand = (): InHand => {
  const taken = new Set<Taken>()
  return {
    take: (message) => {
      const one = { message, withheld: false, begun: false }
      taken.add(one)
      return one
    },
    release: (one) => void taken.delete(one),
    withhold: (matches) => {
      for (const one of taken) if (!one.begun && matches(one.message)) one.withheld = true
    },
    all: () => taken,
  }
}
