import { type Static, Type } from 'typebox'
import { pageOf } from './page.ts'
import { Day, Id, nullable } from './values.ts'

const Country = nullable(Type.String({ description: 'ISO 3166, optionally with a region: US-CA' }))

export const HolidayCalendar = Type.Object(
  { id: Id, name: Type.String(), country: Country, days: Type.Array(Day) },
  { title: 'HolidayCalendar' },
)
export type HolidayCalendar = Static<typeof HolidayCalendar>

export const HolidayCalendarPage = pageOf(HolidayCalendar)
export const HolidayCalendarInput = Type.Object(
  { name: Type.String(), country: Type.Optional(Country), days: Type.Optional(Type.Array(Day)) },
  { title: 'HolidayCalendarInput' },
)
