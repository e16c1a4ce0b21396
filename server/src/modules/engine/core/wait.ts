import type { Wait } from '#modules/sequences/definition.ts'
import { notAllowed } from '#platform/errors/index.ts'
import { type DeliveryTimes, isOpenDay } from './delivery-window.ts'
import { type DayNumber, dayOf, HOUR_MS, hasDay, instantOf, MINUTE_MS, timeOfDay } from './zone-days.ts'

type WaitFrom = { from: Date; wait: Wait } & Pick<DeliveryTimes, 'zone' | 'days' | 'isHoliday'>

/** Closed days in a row after which counting business days is given up. */
const MOST_CLOSED_DAYS = 732

/**
 * The moment at which a wait that began at `from` is over. Minutes and hours are elapsed time; days keep the local time of day; business
 * days count only open weekdays that are no holidays, the day of `from` not among them.
 *
 * @throws AppError not_allowed when no business day comes within two years
 */
export const addWait = (wait: WaitFrom): Date => {
  const end = endOfWait(wait)
  if (end) return end
  throw notAllowed(
    'No business day comes within two years: name at least one weekday that holidays leave open.',
    'days',
  )
}

/** As addWait, but null when no business day comes within two years. */
export const endOfWait = ({ from, wait, ...times }: WaitFrom): Date | null => {
  if (wait.unit === 'minutes') return new Date(from.getTime() + wait.amount * MINUTE_MS)
  if (wait.unit === 'hours') return new Date(from.getTime() + wait.amount * HOUR_MS)
  const day = dayOf(times.zone, from)
  const end = wait.unit === 'days' ? day + wait.amount : businessDaysLater(day, wait.amount, times)
  return end === null ? null : instantOf(times.zone, end, timeOfDay(times.zone, from))
}

const businessDaysLater = (
  from: DayNumber,
  amount: number,
  times: Pick<DeliveryTimes, 'zone' | 'days' | 'isHoliday'>,
): DayNumber | null => {
  let day = from
  let closed = 0
  for (let left = amount; left > 0; ) {
    day += 1
    const open = isOpenDay(times, day) && hasDay(times.zone, day)
    if (open) left -= 1
    closed = open ? 0 : closed + 1
    if (closed > MOST_CLOSED_DAYS) return null
  }
  return day
}
