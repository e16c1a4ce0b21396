import { DateTime } from 'luxon'
import { invalidInput } from '#platform/errors/index.ts'
import type { DayRange } from './report-range.ts'

/** Days of a query. Throws `invalid_input` on what is no day, or ends before it begins. */
export const readDays = (query: { from?: string; to?: string }): DayRange => {
  const from = query.from === undefined ? null : readDay('from', query.from)
  const to = query.to === undefined ? null : readDay('to', query.to)
  if (from !== null && to !== null && to < from)
    throw invalidInput('from', 'from is after to. A range begins before it ends.')
  return { from, to }
}

const readDay = (field: string, text: string): string => {
  if (/^(19|[2-9]\d)\d\d-\d\d-\d\d$/.test(text) && DateTime.fromISO(text).isValid) return text
  throw invalidInput(field, `${field} must be a day such as 2026-03-02.`)
}
