import type { Limits } from './types.ts'

type Ramp = NonNullable<Limits['ramp']>

const DAY = 86_400_000

/** The day of an instant where a page is read, as 2026-01-31. */
export const dayOf = (instant: Date): string =>
  [instant.getFullYear(), instant.getMonth() + 1, instant.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')

/** Mails a mailbox may send on a day: its limit, or less while it grows towards it. */
export const limitOn = ({ daily, ramp }: Pick<Limits, 'daily' | 'ramp'>, day: string): number => {
  if (ramp === null) return daily
  const days = Math.round((Date.parse(day) - Date.parse(ramp.from)) / DAY)
  return Math.min(daily, ramp.startAt + Math.max(0, days) * ramp.addPerDay)
}

/** The days of a ramp up to the one on which the limit is reached, at most `most`. */
export const rampDays = (daily: number, ramp: Ramp, most = 60): { day: string; mails: number }[] => {
  const needed = Math.ceil(Math.max(0, daily - ramp.startAt) / Math.max(1, ramp.addPerDay)) + 1
  return Array.from({ length: Math.min(most, needed) }, (_, index) => {
    const day = new Date(Date.parse(ramp.from) + index * DAY).toISOString().slice(0, 10)
    return { day, mails: limitOn({ daily, ramp }, day) }
  })
}
