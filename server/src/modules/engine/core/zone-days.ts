import { IANAZone } from 'luxon'
import { invalidInput } from '#platform/errors/index.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** A calendar day as the number of days since 1970-01-01; the same in every zone. */
export type DayNumber = number

/** The offsets in force around one UTC day: `before` until `changesAt`, `after` from then on. All in milliseconds. */
type Offsets = { before: number; after: number; changesAt: number }

// Asking Intl for an offset costs microseconds and the rules ask for the same days again and again, so a zone's days are kept. The values
// never change while the process runs; the bound only keeps odd input from filling memory.
const MOST_DAYS_KEPT = 4000
const kept = new Map<string, Map<DayNumber, Offsets>>()

const readOffset = (zone: string, at: number): number => {
  const minutes = IANAZone.create(zone).offset(at)
  if (Number.isNaN(minutes))
    throw invalidInput('zone', `"${zone}" is no time zone; write one like Europe/Berlin.`)
  return minutes * MINUTE_MS
}

// No zone is further than 15 hours from UTC, so these instants hold every moment of the local and of the UTC day.
const readOffsets = (zone: string, day: DayNumber): Offsets => {
  let low = day * DAY_MS - 15 * HOUR_MS
  let high = day * DAY_MS + DAY_MS + 15 * HOUR_MS
  const before = readOffset(zone, low)
  const after = readOffset(zone, high)
  if (before === after) return { before, after, changesAt: Number.POSITIVE_INFINITY }
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (readOffset(zone, middle) === before) low = middle
    else high = middle
  }
  return { before, after, changesAt: high }
}

const offsetsOf = (zone: string, day: DayNumber): Offsets => {
  let days = kept.get(zone)
  if (!days) {
    days = new Map()
    kept.set(zone, days)
  }
  const known = days.get(day)
  if (known) return known
  if (days.size >= MOST_DAYS_KEPT) days.clear()
  const offsets = readOffsets(zone, day)
  days.set(day, offsets)
  return offsets
}

/** Local date and time of an instant, as milliseconds since 1970 as if the zone were UTC. */
const wallClock = (zone: string, at: number): number => {
  const { before, after, changesAt } = offsetsOf(zone, Math.floor(at / DAY_MS))
  return at + (at < changesAt ? before : after)
}

/** The local calendar day on which an instant falls. */
export const dayOf = (zone: string, at: Date): DayNumber => Math.floor(wallClock(zone, at.getTime()) / DAY_MS)

/** Milliseconds of an instant since local midnight, as clocks show it. */
export const timeOfDay = (zone: string, at: Date): number => {
  const wall = wallClock(zone, at.getTime())
  return wall - Math.floor(wall / DAY_MS) * DAY_MS
}

/**
 * The first instant at which local clocks show `time` milliseconds after midnight of `day`, or later: a time that a change of the clocks
 * removes becomes the moment of the change; of a time that comes twice, the first.
 *
 * @param time may be 24 hours or more: that time of a later day
 */
export const instantOf = (zone: string, day: DayNumber, time: number): Date => {
  const wall = day * DAY_MS + time
  const { before, after, changesAt } = offsetsOf(zone, Math.floor(wall / DAY_MS))
  const early = wall - before
  return new Date(early < changesAt ? early : Math.max(changesAt, wall - after))
}

/** Whether a zone has this day at all: Samoa had no 30 December 2011. */
export const hasDay = (zone: string, day: DayNumber): boolean =>
  instantOf(zone, day, 0) < instantOf(zone, day + 1, 0)

/** 1 is Monday, 7 is Sunday. Day 0 was a Thursday. */
export const weekdayOf = (day: DayNumber): number => ((((day + 3) % 7) + 7) % 7) + 1

const writtenDays = new Map<DayNumber, string>()

/** "YYYY-MM-DD". The rules compare days as text all the time, so those written lately are kept too. */
export const formatDay = (day: DayNumber): string => {
  const known = writtenDays.get(day)
  if (known !== undefined) return known
  if (writtenDays.size >= MOST_DAYS_KEPT) writtenDays.clear()
  const written = new Date(day * DAY_MS).toISOString().slice(0, 10)
  writtenDays.set(day, written)
  return written
}

/** The number of a day written "YYYY-MM-DD"; NaN if it is none. */
export const parseDay = (day: string): DayNumber => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
