import type { Weekday } from '#modules/sequences/definition.ts'
import { type DeliveryTimes, findSendable, isSendable } from './delivery-window.ts'
import type { MailboxLimits } from './mailbox-limits.ts'
import { ownTimes } from './next-slot.ts'
import { DAY_MS } from './zone-days.ts'

/** Clocks of two zones stand to each other in a year as they do in the next. */
const SEARCHED_MS = 366 * DAY_MS

/** The first moment from `from` on that lies in a mailbox's own hours and in those of a sequence; null when a year has none. */
export const hoursMeetAt = ({
  limits,
  times,
  from,
}: {
  limits: MailboxLimits
  times: DeliveryTimes
  from: Date
}): Date | null => {
  const own = ownTimes(limits)
  const last = from.getTime() + SEARCHED_MS
  let at = from
  while (at.getTime() <= last) {
    const mailboxOpens = findSendable({ ...own, from: at })
    const opens = mailboxOpens && findSendable({ ...times, from: mailboxOpens })
    if (!opens) return null
    if (isSendable({ ...own, at: opens })) return opens
    at = opens
  }
  return null
}

export type Hours = Pick<DeliveryTimes, 'zone' | 'window' | 'days'>

/** Hours of a mailbox and of a sequence that never meet. */
export type HoursApart = { mailbox: Hours; sequence: Hours }

/** The hours of both when they never meet, so that no mail can go; else null. */
export const hoursApart = (input: Parameters<typeof hoursMeetAt>[0]): HoursApart | null =>
  hoursMeetAt(input) ? null : { mailbox: ownTimes(input.limits), sequence: input.times }

/** "20:00–22:00, Mon Tue (Europe/Berlin)"; hours and days are left out where all are open. */
export const hoursInWords = ({ zone, window, days }: Hours): string => {
  const hours = window.from === window.to ? [] : [`${window.from}–${window.to}`]
  const open = DAY_NAMES.filter(([day]) => days.includes(day)).map(([, name]) => name)
  const parts = open.length === DAY_NAMES.length ? hours : [...hours, open.join(' ')]
  return `${parts.join(', ') || 'at any hour'} (${zone})`
}

const DAY_NAMES: readonly [Weekday, string][] = [
  [1, 'Mon'],
  [2, 'Tue'],
  [3, 'Wed'],
  [4, 'Thu'],
  [5, 'Fri'],
  [6, 'Sat'],
  [7, 'Sun'],
]
