import { type Static, Type } from 'typebox'
import { pageOf } from './page.ts'
import { Country, Day, Id, nullable } from './values.ts'

export const HolidayCalendar = Type.Object(
  { id: Id, name: Type.String(), country: nullable(Country), days: Type.Array(Day) },
  { title: 'HolidayCalendar' },
)
export type HolidayCalendar = Static<typeof HolidayCalendar>

export const HolidayCalendarPage = pageOf(HolidayCalendar)
export const HolidayCalendarInput = Type.Object(
  { name: Type.String(), country: Type.Optional(nullable(Country)), days: Type.Optional(Type.Array(Day)) },
  { title: 'HolidayCalendarInput' },
)
