import { type DeliveryTimes, findSendable } from './delivery-window.ts'
import type { MailboxLimits, MailboxPace } from './mailbox-limits.ts'
import { type LaneHead, nextSlot, takeSlots } from './next-slot.ts'
import { dayOf, formatDay, instantOf } from './zone-days.ts'

/** One that waits for a slot of its mailbox, with the times at which its mail may go; the fewer objects they share, the faster. */
export type WaitingHead = LaneHead & { id: string; calendar: DeliveryTimes }

/** First mails that a sequence may begin on one day of `zone`; `begun` were on `day`. */
export type Throttle = { limit: number; zone: string; day: string; begun: number }

/** Closed windows met before the rest is given up: its hours and the mailbox's may never meet. */
const MOST_CLOSED = 100

/**
 * When each of those that wait in one mailbox's lanes is expected to go, by the rule that gives out its slots and with gaps of middle length;
 * who is missing from the answer has no time that can be told.
 *
 * @param throttles by sequence id
 */
export const forecast = ({
  heads,
  now,
  limits,
  ...given
}: {
  pace: MailboxPace
  limits: MailboxLimits
  heads: readonly WaitingHead[]
  now: Date
  throttles: ReadonlyMap<string, Throttle>
}): Map<string, Date> => {
  const expected = new Map<string, Date>()
  const throttles = new Map(given.throttles)
  let { pace } = given
  let waiting = [...heads]
  let from = now
  for (let closed = 0; waiting.length > 0 && closed < MOST_CLOSED; ) {
    const choice = nextSlot({
      pace,
      limits,
      heads: waiting,
      now: from,
      throttledUntil: untils(throttles, from),
    })
    if (!choice) break
    const { head, at } = choice
    from = at
    const opensAt = openings(at)
    if (opensAt(head.calendar)?.getTime() !== at.getTime()) {
      closed += 1
      waiting = waiting.flatMap((one) => (one.dueAt > at ? one : untilOpen(one, at, opensAt(one.calendar))))
      continue
    }
    expected.set(head.id, at)
    waiting = waiting.filter((one) => one !== head)
    pace = takeSlots({ pace, limits, count: 1, now: at, random: 0.5 })
    const throttle = throttles.get(head.sequenceId)
    if (throttle && head.firstMail) throttles.set(head.sequenceId, countFirst(throttle, at))
  }
  return expected
}

/** What the dispatcher does with one that is due outside its window. */
const untilOpen = (head: WaitingHead, at: Date, opens: Date | null): WaitingHead[] =>
  opens === null ? [] : [opens > at ? { ...head, dueAt: opens } : head]

/** The first moments from `at` on at which mails may go, each looked for once. */
const openings = (at: Date): ((calendar: DeliveryTimes) => Date | null) => {
  const found = new Map<DeliveryTimes, Date | null>()
  return (calendar) => {
    const known = found.get(calendar)
    if (known !== undefined) return known
    const opens = findSendable({ ...calendar, from: at })
    found.set(calendar, opens)
    return opens
  }
}

const countFirst = (throttle: Throttle, at: Date): Throttle => {
  const day = formatDay(dayOf(throttle.zone, at))
  return { ...throttle, day, begun: (throttle.day === day ? throttle.begun : 0) + 1 }
}

const untils = (throttles: ReadonlyMap<string, Throttle>, at: Date): Map<string, Date> =>
  new Map(
    [...throttles].flatMap(([sequenceId, throttle]) => {
      const until = throttledUntil(throttle, at)
      return until ? [[sequenceId, until]] : []
    }),
  )

/** When first mails may begin again, or null where the day has room. */
export const throttledUntil = ({ limit, zone, day, begun }: Throttle, at: Date): Date | null => {
  const today = dayOf(zone, at)
  return formatDay(today) === day && begun >= limit ? instantOf(zone, today + 1, 0) : null
}
