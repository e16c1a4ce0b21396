import type { DueMail } from './due-mails.ts'

/** A mail that this process is about to send. */
export type Taken = {
  message: Pick<DueMail, 'id' | 'enrolmentId' | 'prospectId' | 'sendBefore'>
  /** Whether its content may begin now: no stop came first, it was taken lately, and its delivery window is open. */
  mayBegin(): boolean
  /** Its content has begun to leave: only the server's answer tells now whether it was sent. */
  begun: boolean
}

/**
 * A machine that slept may wake up with mails in hand that others have judged meanwhile, from a quarter of an hour on. Well before that they
 * are not begun any more.
 */
const LONGEST_IN_HAND = 5 * 60_000

/** The mails that this process has taken, from before they are marked `sending` until their result is stored. */
export type InHand = {
  take(message: Taken['message']): Taken
  release(taken: Taken): void
  /** Keeps the content of those that match, and have not begun, from leaving. */
  withhold(matches: (message: Taken['message']) => boolean): void
}

/**
 * A stop must keep a mail back that is marked `sending` but has not begun: its row tells the same of both, so the process that holds it
 * has to. Another process's mails are out of reach; there a stop counts from the mark.
 */
export const createInHand = ({ now }: { now: () => Date }): InHand => {
  const taken = new Set<Taken>()
  const withheld = new Set<Taken>()
  return {
    take: (message) => {
      const until = Math.min(
        now().getTime() + LONGEST_IN_HAND,
        message.sendBefore?.getTime() ?? Number.POSITIVE_INFINITY,
      )
      const one: Taken = {
        message,
        mayBegin: () => !withheld.has(one) && now().getTime() < until,
        begun: false,
      }
      taken.add(one)
      return one
    },
    release: (one) => {
      taken.delete(one)
      withheld.delete(one)
    },
    withhold: (matches) => {
      for (const one of taken) if (!one.begun && matches(one.message)) withheld.add(one)
    },
  }
}
