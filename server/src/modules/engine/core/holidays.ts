import Holidays from 'date-holidays'
import type { SequenceSettings } from '#modules/sequences/definition.ts'
import { DAY_MS, formatDay, parseDay } from './zone-days.ts'

export type IsHoliday = (day: string) => boolean

// Reading a country's rules costs milliseconds and the answer never changes, so each place and year is read once.
const daysByPlace = new Map<string, ReadonlySet<string>>()
const MOST_YEARS_KEPT = 2000

/**
 * The days without mails: the public holidays of a country or region (ISO 3166, "DE", "US-CA", "DE-BY-A") and own days ("YYYY-MM-DD").
 * Public holidays that begin at noon or later leave their day open.
 */
export const holidaysOf = ({
  country,
  days,
}: Pick<SequenceSettings['holidays'], 'country' | 'days'>): IsHoliday => {
  const own = new Set(days)
  if (country === undefined) return (day) => own.has(day)
  return (day) => own.has(day) || publicHolidays(country, Number(day.slice(0, 4))).has(day)
}

const publicHolidays = (place: string, year: number): ReadonlySet<string> => {
  const key = `${place} ${year}`
  const known = daysByPlace.get(key)
  if (known) return known
  if (daysByPlace.size >= MOST_YEARS_KEPT) daysByPlace.clear()
  // A holiday of one year may fall on days of its neighbours: a substitute for New Year's Day, a feast of several days.
  const days = new Set([year - 1, year, year + 1].flatMap((one) => readHolidays(place, one)))
  daysByPlace.set(key, days)
  return days
}

const readHolidays = (place: string, year: number): string[] => {
  const [country = '', state = '', region = ''] = place.split('-')
  return new Holidays(country, state, region)
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, start, end }) => {
      if (Number(date.slice(11, 13)) >= 12) return []
      const first = parseDay(date.slice(0, 10))
      const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS))
      return Array.from({ length }, (_, index) => formatDay(first + index))
    })
}
