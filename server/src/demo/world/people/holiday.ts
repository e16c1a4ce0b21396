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
  const { person, at } = input
  const stretch = Math.floor(at.getTime() / DAY / STRETCH)
  const random = seededRandom(`${input.seed} holiday ${person.address} ${stretch}`)
  if (random() >= CHANCE) return undefined
  const length = SHORTEST + Math.floor(random() * (LONGEST - SHORTEST))
  const begin = Math.floor(random() * (STRETCH - LONGEST))
  const first = DateTime.fromMillis((stretch * STRETCH + begin) * DAY, { zone: 'utc' })
  const midnight = first.setZone(person.zone, { keepLocalTime: true })
  const from = midnight.toJSDate()
  const back = skipWeekend(midnight.plus({ days: length })).toJSDate()
  return from <= at && at < back ? { from, back } : undefined
}

/** Nobody is back in the office on a Saturday. */
const skipWeekend = (day: DateTime): DateTime => (day.weekday > 5 ? day.plus({ days: 8 - day.weekday }) : day)
