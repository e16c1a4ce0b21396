import { DateTime } from 'luxon'

/** Days of a zone, "YYYY-MM-DD", both included; null is open. */
export type DayRange = { from: string | null; to: string | null }

/** Which sequence a report is about, for which days, and in whose days. */
export type ReportInput = { companyId: string; sequenceId: string; days: DayRange; zone: string }

/** The days of a zone that instants fall on: `from` is the first inside, `before` the first outside. A day begun counts whole. */
export const daysOf = (
  { from, before }: { from: Date | undefined; before: Date | undefined },
  zone: string,
): DayRange => ({
  from: from ? dayOf(from, zone) : null,
  to: before ? dayOf(new Date(before.getTime() - 1), zone) : null,
})

const dayOf = (at: Date, zone: string): string => DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd')

/** A range as SQL takes it: the days, and the instants at which they begin and end. Open ends are infinite. */
export const sqlRange = (
  { from, to }: DayRange,
  zone: string,
): { firstDay: string; lastDay: string; begin: string; end: string } => ({
  firstDay: from ?? '-infinity',
  lastDay: to ?? 'infinity',
  begin: from === null ? '-infinity' : beginningOf(from, zone, 0),
  end: to === null ? 'infinity' : beginningOf(to, zone, 1),
})

const beginningOf = (day: string, zone: string, later: number): string =>
  DateTime.fromISO(day, { zone }).plus({ days: later }).startOf('day').toUTC().toISO() ?? day

/** When today began in a zone: open tasks due before are overdue. */
export const todayBegan = (now: Date, zone: string): Date =>
  DateTime.fromJSDate(now, { zone }).startOf('day').toJSDate()
