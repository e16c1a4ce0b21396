import type { Queryable } from '#platform/db/index.ts'

/** Days without mails that several cadences share: public holidays of a place and days of its own. */
export type HolidayCalendar = {
  id: string
  name: string
  /** ISO 3166, optionally with a region (`US-CA`). */
  country: string | null
  /** `YYYY-MM-DD`, in order. */
  days: string[]
}

type Which = { companyId: string; calendarId: string }
type Values = {
  companyId: string
  id: string
  name: string
  nameKey: string
  country: string | null
  days: readonly string[]
}

const COLUMNS = 'id, name, country, days'

export const selectCalendar = async (
  tx: Queryable,
  { companyId, calendarId }: Which,
): Promise<HolidayCalendar | null> => {
  const { rows } = await tx.query<HolidayCalendar>(
    `SELECT ${COLUMNS} FROM holiday_calendars WHERE company_id = $1 AND id = $2`,
    [companyId, calendarId],
  )
  return rows[0] ?? null
}

export const selectCalendarByName = async (
  tx: Queryable,
  { companyId, nameKey }: { companyId: string; nameKey: string },
): Promise<HolidayCalendar | null> => {
  const { rows } = await tx.query<HolidayCalendar>(
    `SELECT ${COLUMNS} FROM holiday_calendars WHERE company_id = $1 AND name_key = $2`,
    [companyId, nameKey],
  )
  return rows[0] ?? null
}

export const selectCalendars = async (tx: Queryable, companyId: string): Promise<HolidayCalendar[]> => {
  const { rows } = await tx.query<HolidayCalendar>(
    `SELECT ${COLUMNS} FROM holiday_calendars WHERE company_id = $1 ORDER BY name_key`,
    [companyId],
  )
  return rows
}

/** False when the name is taken. */
export const insertCalendar = async (tx: Queryable, input: Values): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `INSERT INTO holiday_calendars (company_id, id, name, name_key, country, days) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (company_id, name_key) DO NOTHING`,
    [input.companyId, input.id, input.name, input.nameKey, input.country, input.days],
  )
  return rowCount === 1
}

/** False when another calendar has the name. */
export const replaceCalendar = async (tx: Queryable, input: Values): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `UPDATE holiday_calendars SET name = $3, name_key = $4, country = $5, days = $6
     WHERE company_id = $1 AND id = $2 AND NOT EXISTS (
       SELECT FROM holiday_calendars WHERE company_id = $1 AND name_key = $4 AND id <> $2)`,
    [input.companyId, input.id, input.name, input.nameKey, input.country, input.days],
  )
  return rowCount === 1
}

export const deleteCalendarRow = async (tx: Queryable, { companyId, calendarId }: Which): Promise<void> => {
  await tx.query('DELETE FROM holiday_calendars WHERE company_id = $1 AND id = $2', [companyId, calendarId])
}

/** Names of the sequences whose draft or published definition uses a calendar. A company has few sequences: they are all looked at. */
export const selectCalendarUsers = async (
  tx: Queryable,
  { companyId, calendarId }: Which,
): Promise<string[]> => {
  const { rows } = await tx.query<{ name: string }>(
    `SELECT name FROM sequences WHERE company_id = $1 AND $2 IN (
       draft #>> '{settings,holidays,calendarId}', published #>> '{settings,holidays,calendarId}') ORDER BY id`,
    [companyId, calendarId],
  )
  return rows.map(({ name }) => name)
}

/** Marks published sequences with this calendar as changed, so that kept definitions are read again; returns their ids. */
export const touchCalendarUsers = async (tx: Queryable, input: Which & { now: Date }): Promise<string[]> => {
  const { rows } = await tx.query<{ id: string }>(
    `UPDATE sequences SET updated_at = $3
     WHERE company_id = $1 AND published #>> '{settings,holidays,calendarId}' = $2 RETURNING id`,
    [input.companyId, input.calendarId, input.now],
  )
  return rows.map(({ id }) => id).sort()
}
