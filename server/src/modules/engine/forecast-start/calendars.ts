import type { Calendar, Place } from '../core/index.ts'
import type { PublishedSequence } from '../ports.ts'
import type { Scenes } from '../scene.ts'

/** Calendars of which those of one sequence and zone are one object, so that the forecast need not look twice at it. */
export type ForeseenCalendars = {
  of(input: { sequence: PublishedSequence; place: Place; mailboxZone: string | null }): Calendar
}

export const sharedCalendars = ({ calendarFor }: Pick<Scenes, 'calendarFor'>): ForeseenCalendars => {
  const shared = new Map<string, Calendar>()
  return {
    of: (input) => {
      const calendar = calendarFor(input)
      const key = `${input.sequence.id} ${calendar.zone}`
      const known = shared.get(key)
      if (known) return known
      shared.set(key, calendar)
      return calendar
    },
  }
}
