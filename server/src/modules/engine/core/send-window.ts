import { type DeliveryTimes, windowEnd } from './delivery-window.ts'
import { hoursMeetAt } from './hours-meet.ts'
import type { MailboxLimits } from './mailbox-limits.ts'
import { ownTimes } from './next-slot.ts'

/** When a mail may begin to leave: from the one moment, and before the other. */
export type SendWindow = { notBefore: Date; sendBefore: Date }

/** Whose hours a mail keeps: those of its sequence, and its mailbox's own. */
type Keeps = { times: DeliveryTimes; limits: MailboxLimits }

/** The end of the window in which this moment lies: of the sequence's or the mailbox's own hours, whichever closes first; null when it is closed. */
export const sendWindowEnd = ({ times, limits, at }: Keeps & { at: Date }): Date | null => {
  const ofSequence = windowEnd({ ...times, at })
  if (limits.window === null && limits.days === null) return ofSequence
  const ofMailbox = windowEnd({ ...ownTimes(limits), at })
  if (!ofSequence || !ofMailbox) return null
  return new Date(Math.min(ofSequence.getTime(), ofMailbox.getTime()))
}

/** The first window from `from` on, or what is left of the one that is open then; null when none opens. */
export const nextSendWindow = ({ from, ...keeps }: Keeps & { from: Date }): SendWindow | null => {
  const notBefore = hoursMeetAt({ ...keeps, from })
  const sendBefore = notBefore && sendWindowEnd({ ...keeps, at: notBefore })
  return sendBefore && { notBefore, sendBefore }
}
