import type { DeliveryWindow } from '#modules/sequences/definition.ts'
import { notAllowed } from '#platform/errors/index.ts'
import {
  DAY_MS,
  type DayNumber,
  dayOf,
  formatDay,
  HOUR_MS,
  hasDay,
  instantOf,
  MINUTE_MS,
  weekdayOf,
} from './zone-days.ts'

/** When mails may go. */
export type DeliveryTimes = {
  /** IANA name; `window` and `days` are in its local time. */
  zone: string
  window: DeliveryWindow
  /** 1 is Monday, 7 is Sunday. A window over midnight belongs to the day on which it began, and so do holidays. */
  days: readonly number[]
  /** @param day "YYYY-MM-DD" */
  isHoliday(day: string): boolean
}

/** How far the search for an open moment goes: over two years of closed days somebody has closed everything. */
const SEARCHED_DAYS = 732

export const WHOLE_DAY: DeliveryWindow = { from: '00:00', to: '00:00' }

/**
 * The first instant at or after `from` that lies inside the window. Windows hold their beginning and not their end. A window that a change
 * of the clocks removes whole is moved to the moment of the change with its length, so that no day is skipped.
 *
 * @throws AppError not_allowed when no window opens within two years
 */
export const nextSendable = ({ from, ...times }: DeliveryTimes & { from: Date }): Date => {
  const found = findSendable({ from, ...times })
  if (found) return found
  throw notAllowed(
    'No mail could go within two years of its time: name at least one weekday that holidays leave open.',
    'days',
  )
}

/** As nextSendable, but null when no window opens within two years. */
export const findSendable = ({ from, ...times }: DeliveryTimes & { from: Date }): Date | null => {
  const first = dayOf(times.zone, from) - 1
  for (let day = first; day <= first + SEARCHED_DAYS; day++) {
    if (!isOpenDay(times, day)) continue
    const window = windowOf(times, day)
    if (window && window.closes > from) return window.opens > from ? window.opens : from
  }
  return null
}

/** Whether a mail may go at this moment. */
export const isSendable = ({ at, ...times }: DeliveryTimes & { at: Date }): boolean =>
  windowEnd({ at, ...times }) !== null

/** The end of the window that holds this moment, or null when it is closed. */
export const windowEnd = ({ at, ...times }: DeliveryTimes & { at: Date }): Date | null => {
  const today = dayOf(times.zone, at)
  for (const day of [today - 1, today]) {
    if (!isOpenDay(times, day)) continue
    const window = windowOf(times, day)
    if (window && window.opens <= at && at < window.closes) return window.closes
  }
  return null
}

/** Whether windows begin on this day: its weekday is named and it is no holiday. */
export const isOpenDay = (
  { days, isHoliday }: Pick<DeliveryTimes, 'days' | 'isHoliday'>,
  day: DayNumber,
): boolean => days.includes(weekdayOf(day)) && !isHoliday(formatDay(day))

type OpenHours = { opens: Date; closes: Date }

// A forecast asks for the same windows a million times. Definitions are never changed in place, so what a window comes to on a day stays true
// as long as it lives; the bound only keeps a search through years of closed days from filling memory.
const MOST_DAYS_KEPT = 4000
const kept = new WeakMap<DeliveryWindow, Map<string, Map<DayNumber, OpenHours | null>>>()

/** The window that begins on this day, or null when the zone left the day out. */
const windowOf = (times: Pick<DeliveryTimes, 'zone' | 'window'>, day: DayNumber): OpenHours | null => {
  const days = keptDays(times)
  const known = days.get(day)
  if (known !== undefined) return known
  if (days.size >= MOST_DAYS_KEPT) days.clear()
  const found = readHours(times, day)
  days.set(day, found)
  return found
}

const keptDays = ({
  zone,
  window,
}: Pick<DeliveryTimes, 'zone' | 'window'>): Map<DayNumber, OpenHours | null> => {
  let zones = kept.get(window)
  if (!zones) {
    zones = new Map()
    kept.set(window, zones)
  }
  let days = zones.get(zone)
  if (!days) {
    days = new Map()
    zones.set(zone, days)
  }
  return days
}

const readHours = (
  { zone, window }: Pick<DeliveryTimes, 'zone' | 'window'>,
  day: DayNumber,
): OpenHours | null => {
  if (!hasDay(zone, day)) return null
  const { from, length } = readWindow(window)
  const opens = instantOf(zone, day, from)
  const closes = instantOf(zone, day, from + length)
  return { opens, closes: closes > opens ? closes : new Date(opens.getTime() + length) }
}

/** Both in milliseconds. */
const readWindow = (window: DeliveryWindow): { from: number; length: number } => {
  const from = readTime(window.from)
  const to = readTime(window.to)
  if (from === to) return { from: 0, length: DAY_MS }
  return { from, length: to > from ? to - from : to - from + DAY_MS }
}

/** "HH:MM" in milliseconds. */
export const readTime = (time: string): number =>
  Number(time.slice(0, 2)) * HOUR_MS + Number(time.slice(3, 5)) * MINUTE_MS
