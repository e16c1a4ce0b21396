import { dayOf, formatDay, instantOf } from './zone-days.ts'

/** First mails that a sequence may begin on one day of `zone`; `begun` were on `day`. */
export type Throttle = { limit: number; zone: string; day: string; begun: number }

export const countFirst = (throttle: Throttle, at: Date): Throttle => {
  const day = formatDay(dayOf(throttle.zone, at))
  return { ...throttle, day, begun: (throttle.day === day ? throttle.begun : 0) + 1 }
}

/** When first mails may begin again, or null where the day has room. */
export const throttledUntil = ({ limit, zone, day, begun }: Throttle, at: Date): Date | null => {
  const today = dayOf(zone, at)
  return formatDay(today) === day && begun >= limit ? instantOf(zone, today + 1, 0) : null
}

/** By sequence id: until when those that have used up their day begin no more first mails. */
export const throttledUntils = (throttles: ReadonlyMap<string, Throttle>, at: Date): Map<string, Date> =>
  new Map(
    [...throttles].flatMap(([sequenceId, throttle]) => {
      const until = throttledUntil(throttle, at)
      return until ? [[sequenceId, until]] : []
    }),
  )
