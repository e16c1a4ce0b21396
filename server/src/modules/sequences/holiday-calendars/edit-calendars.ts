import type { Queryable } from '#platform/db/index.ts'
import { conflict, notAllowed, notFound } from '#platform/errors/index.ts'
import { MOST_HOLIDAYS } from '../check-settings.ts'
import { holidayPlaceMistake, isDay } from '../holiday-places.ts'
import { type Issue, refuseIssues } from '../issues.ts'
import type { SequenceDeps } from '../sequence.ts'
import { cleanName, nameKey } from '../sequence-name.ts'
import {
  deleteCalendarRow,
  type HolidayCalendar,
  insertCalendar,
  replaceCalendar,
  selectCalendar,
  selectCalendarUsers,
  touchCalendarUsers,
} from './calendar-queries.ts'

type CalendarInput = {
  companyId: string
  name: string
  country?: string | null | undefined
  days?: readonly string[] | undefined
}

/** Throws `conflict` when the name is taken, `invalid_input` for an unknown country or a day that does not exist. */
export const createCalendar = async (deps: SequenceDeps, input: CalendarInput): Promise<HolidayCalendar> => {
  const values = valuesOf(input)
  const id = deps.newId()
  if (!(await insertCalendar(deps.db, { ...values, companyId: input.companyId, id })))
    throw nameTaken(values.name)
  return calendarById(deps.db, { companyId: input.companyId, calendarId: id })
}

/** Replaces a calendar; due times in the cadences that use it are looked at again. */
export const updateCalendar = (
  deps: SequenceDeps,
  input: CalendarInput & { calendarId: string },
): Promise<HolidayCalendar> =>
  deps.db.transaction(async (tx) => {
    const { companyId, calendarId } = input
    const values = valuesOf(input)
    await calendarById(tx, input)
    if (!(await replaceCalendar(tx, { ...values, companyId, id: calendarId }))) throw nameTaken(values.name)
    const users = await touchCalendarUsers(tx, { companyId, calendarId, now: deps.clock.now() })
    for (const sequenceId of users) await deps.onPublished(tx, { companyId, sequenceId })
    return calendarById(tx, input)
  })

/** Throws `not_allowed` while a cadence uses it. */
export const deleteCalendar = (
  deps: SequenceDeps,
  input: { companyId: string; calendarId: string },
): Promise<void> =>
  deps.db.transaction(async (tx) => {
    const { name } = await calendarById(tx, input)
    const [user] = await selectCalendarUsers(tx, input)
    if (user !== undefined)
      throw notAllowed(`The holiday calendar "${name}" is used by "${user}"; take it out there first.`)
    await deleteCalendarRow(tx, input)
  })

/** Throws `not_found`. */
export const calendarById = async (
  tx: Queryable,
  input: { companyId: string; calendarId: string },
): Promise<HolidayCalendar> => {
  const calendar = await selectCalendar(tx, input)
  if (!calendar) throw notFound(`There is no holiday calendar with the id "${input.calendarId}".`, 'id')
  return calendar
}

const valuesOf = (input: CalendarInput) => {
  const name = cleanName('name', input.name)
  const country = input.country?.trim() || null
  const days = [...new Set(input.days ?? [])].sort()
  const issues: Issue[] = []
  const mistake = country === null ? null : holidayPlaceMistake(country)
  if (mistake) issues.push({ path: 'country', message: mistake })
  if (days.length > MOST_HOLIDAYS)
    issues.push({ path: 'days', message: `a calendar has at most ${MOST_HOLIDAYS} days of its own.` })
  const wrong = days.find((day) => !isDay(day))
  if (wrong !== undefined)
    issues.push({ path: 'days', message: `"${wrong}" is no day; write it as 2026-12-24.` })
  refuseIssues(issues)
  return { name, nameKey: nameKey(name), country, days }
}

const nameTaken = (name: string) =>
  conflict(`A holiday calendar called "${name}" exists already; choose another name.`, 'name')
