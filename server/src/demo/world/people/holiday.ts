import { DateTime } from 'luxon'
import { seededRandom } from '../../seeded-random.ts'
import type { Personality } from './personality.ts'

/** The first day away and the first day back, as midnights in his zone. */
export type Holiday = { from: Date; back: Date }

/** Everybody has one chance of a holiday in each stretch of so many days; it begins and ends within it. */
const STRETCH = 45
const CHANCE = 0.16
const LONGEST = 16
const SHORTEST = 3
const DAY = 86_400_000

/** The holiday that somebody is on at an instant, if any. */
export const holidayAt = (input: {
  seed: string
  person: Pick<Personality, 'address' | 'zone'>
  at: Date
}): Holiday | undefined => {
  const { zone, address } = input.person
  const today = dayNumber(DateTime.fromJSDate(input.at, { zone }))
  const stretch = Math.floor(today / STRETCH)
  const random = seededRandom(`${input.seed} holiday ${address} ${stretch}`)
  if (random() >= CHANCE) return undefined
  const length = SHORTEST + Math.floor(random() * (LONGEST - SHORTEST))
  const first = stretch * STRETCH + Math.floor(random() * (STRETCH - LONGEST - 1))
  const back = skipWeekend(first + length)
  if (today < first || today >= back) return undefined
  return { from: midnight(first, zone), back: midnight(back, zone) }
}

/** Days since 1970 on the calendar of the zone. */
const dayNumber = (at: DateTime): number => Date.UTC(at.year, at.month - 1, at.day) / DAY

const midnight = (day: number, zone: string): Date =>
  DateTime.fromMillis(day * DAY, { zone: 'utc' })
    .setZone(zone, { keepLocalTime: true })
    .toJSDate()

/** Nobody is back in the office on a Saturday or Sunday. Day 0 was a Thursday. */
const skipWeekend = (day: number): number => {
  const weekday = ((day + 3) % 7) + 1
  return weekday > 5 ? day + 8 - weekday : day
}
