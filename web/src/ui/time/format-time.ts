const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })
const instant = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' })
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })

/** "25 Nov 2026, 14:05", in the browser's time zone. */
export const formatInstant = (at: string | Date): string => instant.format(new Date(at))

/** "25 Nov 2026", in the browser's time zone. */
export const formatDay = (at: string | Date): string => day.format(new Date(at))

/** "14:05", in the browser's time zone. */
export const formatClock = (at: string | Date): string => clock.format(new Date(at))

/** "Wed, 25 Nov" of a calendar day such as 2026-11-25, which has no zone. */
export const formatCalendarDay = (date: string): string => weekday.format(new Date(`${date}T00:00:00`))

/** "3 hr. ago", "in 2 days"; further away than four weeks the day itself. */
export const formatRelative = (at: string | Date, now: Date): string => {
  const away = new Date(at).getTime() - now.getTime()
  const size = Math.abs(away)
  if (size < MINUTE) return 'just now'
  if (size < HOUR) return relative.format(Math.trunc(away / MINUTE), 'minute')
  if (size < DAY) return relative.format(Math.trunc(away / HOUR), 'hour')
  if (size < 28 * DAY) return relative.format(Math.round(away / DAY), 'day')
  return formatDay(at)
}
