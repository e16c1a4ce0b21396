import { DateTime } from 'luxon'
import { invalidInput } from '#platform/errors/index.ts'

const DAY = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/

/** `from` is the first instant inside, `before` the first outside; undefined where the range is open. */
export type DateRange = { from: Date | undefined; before: Date | undefined }

type Bound = { instant: DateTime; wholeDay: boolean }

const readBound = (name: string, text: string, zone: string): Bound => {
  const [, year, month, day] = DAY.exec(text) ?? []
  const wholeDay = year !== undefined
  // In a query, the + of an offset arrives as a space.
  const instant = wholeDay
    ? DateTime.fromObject({ year: Number(year), month: Number(month), day: Number(day) }, { zone })
    : DateTime.fromISO(text.replace(/ (\d\d:?\d\d)$/, '+$1').replace(' ', 'T'), { zone })
  if (!instant.isValid || instant.year < 1900 || instant.year > 9999)
    throw invalidInput(
      name,
      `${name} must be a date such as 2017/02/28 or 2017-02-28T06:30:51Z, not "${text.slice(0, 40)}".`,
    )
  return { instant, wholeDay }
}

/** One day's beginning, or an instant. Throws invalid_input naming it. */
export const readDate = (name: string, text: string, zone: string): DateTime =>
  readBound(name, text, zone).instant

/**
 * A range of days or instants: `yyyy/mm/dd`, `yyyy-mm-dd` or ISO 8601. What names no zone is in the company's; an end without a time
 * includes its whole day, and one that was not given is the end of today. Throws invalid_input naming the end at fault.
 */
export const readDateRange = (input: {
  start: { name: string; text: string | undefined }
  end: { name: string; text: string | undefined }
  zone: string
  now: Date
}): DateRange => {
  const { start, end, zone, now } = input
  if (start.text === undefined && end.text === undefined) return { from: undefined, before: undefined }
  if (start.text === undefined)
    throw invalidInput(start.name, `${start.name} is missing. A range begins with it.`)
  const from = readBound(start.name, start.text, zone).instant
  const last: Bound =
    end.text === undefined
      ? { instant: DateTime.fromJSDate(now, { zone }), wholeDay: true }
      : readBound(end.name, end.text, zone)
  const before = last.wholeDay ? last.instant.startOf('day').plus({ days: 1 }) : last.instant.plus(1)
  if (before <= from) {
    const why = end.text === undefined ? 'is in the future' : `is after ${end.name}`
    throw invalidInput(start.name, `${start.name} ${why}. A range begins before it ends.`)
  }
  return { from: from.toJSDate(), before: before.toJSDate() }
}
