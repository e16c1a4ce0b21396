import { invalidInput } from '#platform/errors/index.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const DATE = /^"?(\d{1,2})-([A-Za-z]{3})-(\d{4})"?$/
const DATE_TIME = /^( \d|\d\d)-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/

const DAY = 86_400_000

const two = (value: number): string => String(value).padStart(2, '0')

/** RFC 3501's date-time, in UTC: `05-Feb-2027 09:30:00 +0000`. */
export const writeDateTime = (at: Date): string =>
  `"${two(at.getUTCDate())}-${MONTHS[at.getUTCMonth()]}-${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000"`

/** Reads a date-time as APPEND carries it, without its quotes. Throws `invalid_input`. */
export const readDateTime = (text: string): Date => {
  const match = DATE_TIME.exec(text)
  const month = monthOf(match?.[2])
  if (!match || month === -1)
    throw invalidInput('command', `“${text}” is no date-time such as 05-Feb-2027 09:30:00 +0100`)
  const [, day, , year, hours, minutes, seconds, sign, zoneHours, zoneMinutes] = match
  const local = Date.UTC(Number(year), month, Number(day), Number(hours), Number(minutes), Number(seconds))
  const offset = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000
  return new Date(sign === '-' ? local + offset : local - offset)
}

/** Reads a SEARCH date as a count of days since 1970. Throws `invalid_input`. */
export const readDay = (text: string): number => {
  const match = DATE.exec(text)
  const month = monthOf(match?.[2])
  if (!match || month === -1) throw invalidInput('command', `“${text}” is no date such as 5-Feb-2027`)
  return Date.UTC(Number(match[3]), month, Number(match[1])) / DAY
}

/** The day of an instant in UTC, which is this server's zone, as a count of days since 1970. */
export const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY)

const monthOf = (name: string | undefined): number =>
  MONTHS.findIndex((month) => month.toLowerCase() === name?.toLowerCase())
