import { addDays, daysBetween } from './report-range.ts'

/** Beyond so many days a chart shows weeks: bars of single days would be too thin to read. */
const MOST_DAYS = 100

/** What a chart draws at one place: a day, or the week that begins with it. */
export type Point<Numbers> = Numbers & { day: string }

/**
 * Sums by day without gaps, or by week (from Monday) where there are many days. The range is that of the days given where it is open.
 *
 * @param zero what stands for a day without numbers
 */
export const seriesOf = <Numbers extends Record<string, number>>(
  days: readonly Point<Numbers>[],
  range: { from?: string; to?: string },
  zero: Numbers,
): { points: Point<Numbers>[]; step: 'day' | 'week' } => {
  const from = range.from ?? days[0]?.day
  const to = range.to ?? days.at(-1)?.day
  if (from === undefined || to === undefined || to < from) return { points: [], step: 'day' }
  const step = daysBetween(from, to) > MOST_DAYS ? 'week' : 'day'
  const placeOf = step === 'day' ? (day: string) => day : mondayOf
  const points = new Map<string, Point<Numbers>>()
  for (let day = placeOf(from); day <= to; day = addDays(day, step === 'day' ? 1 : 7))
    points.set(day, { ...zero, day })
  for (const one of days) {
    const point = points.get(placeOf(one.day))
    if (point) points.set(point.day, sum(point, one))
  }
  return { points: [...points.values()], step }
}

const sum = <Numbers extends Record<string, number>>(
  point: Point<Numbers>,
  more: Point<Numbers>,
): Point<Numbers> => ({
  ...point,
  ...Object.fromEntries(
    Object.entries(point).map(([name, value]) => {
      const added: unknown = Reflect.get(more, name)
      return [name, typeof value === 'number' && typeof added === 'number' ? value + added : value]
    }),
  ),
})

const mondayOf = (day: string): string => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}
