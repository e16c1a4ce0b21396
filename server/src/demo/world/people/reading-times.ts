import { DateTime } from 'luxon'
import { between, type Random } from '../../seeded-random.ts'

const FIRST_HOUR = 7.5
const LAST_HOUR = 20
const WEEKEND_READERS = 0.15

/** The first moment from `from` on at which somebody in `zone` looks at mails: by day, and seldom at a weekend. */
export const readingTime = (input: { from: Date; zone: string; random: Random }): Date => {
  const { from, zone, random } = input
  const readsAtWeekend = random() < WEEKEND_READERS
  const begin = DateTime.fromJSDate(from, { zone })
  const isWorkday = readsAtWeekend || begin.weekday <= 5
  const hour = begin.hour + begin.minute / 60
  if (isWorkday && hour >= FIRST_HOUR && hour < LAST_HOUR) return from
  const daysOn = hour < FIRST_HOUR && isWorkday ? 0 : 1
  const day = nextReadingDay(begin.startOf('day').plus({ days: daysOn }), readsAtWeekend)
  return day.plus({ minutes: Math.floor(between(random, FIRST_HOUR, FIRST_HOUR + 2.5) * 60) }).toJSDate()
}

const nextReadingDay = (day: DateTime, readsAtWeekend: boolean): DateTime =>
  readsAtWeekend || day.weekday <= 5 ? day : day.plus({ days: 8 - day.weekday })
