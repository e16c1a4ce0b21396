import { MOST_HOLIDAYS } from './check-settings.ts'
import type { Definition } from './definition-journey.ts'
import type { HolidayCalendar } from './holiday-calendars/calendar-queries.ts'

/** A definition with the days of its saved holiday calendar among its own. */
export const withCalendar = (
  definition: Definition,
  calendar: Pick<HolidayCalendar, 'country' | 'days'>,
): Definition => {
  const { holidays } = definition.settings
  const country = holidays.country ?? calendar.country
  const days = [...new Set([...holidays.days, ...calendar.days])].sort().slice(0, 2 * MOST_HOLIDAYS)
  return {
    ...definition,
    settings: {
      ...definition.settings,
      holidays: { ...holidays, ...(country !== null && { country }), days },
    },
  }
}
