import { type DeliveryTimes, type HoursApart, hoursApart } from './core/index.ts'
import type { PacedMailbox } from './pace-queries.ts'

/** Asks `hoursApart` once for each mailbox and zone of the calendars of one sequence. */
export const hoursByZone = (
  now: Date,
): ((mailbox: Pick<PacedMailbox, 'mailboxId' | 'limits'>, calendar: DeliveryTimes) => HoursApart | null) => {
  const known = new Map<string, HoursApart | null>()
  return ({ mailboxId, limits }, calendar) => {
    const key = `${mailboxId} ${calendar.zone}`
    const found = known.get(key)
    if (found !== undefined) return found
    const apart = hoursApart({ limits, times: calendar, from: now })
    known.set(key, apart)
    return apart
  }
}
