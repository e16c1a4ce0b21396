import { type DeliveryTimes, findSendable } from './delivery-window.ts'
import { hoursMeetAt } from './hours-meet.ts'
import { type LaneEndQueue, laneEndQueue } from './lane-end-queue.ts'
import type { MailboxLimits, MailboxPace } from './mailbox-limits.ts'
import { type Addressee, mailsOfDay } from './mails-of-day.ts'
import { type LaneHead, nextSlot, takeSlots } from './next-slot.ts'
import { dayOf, formatDay, instantOf } from './zone-days.ts'

/**
 * One that waits for a slot of its mailbox, with the times at which its mail may go; the fewer calendar objects they share among them, the
 * faster.
 */
export type WaitingHead = LaneHead & Addressee & { id: string }

/** First mails that a sequence may begin on one day of `zone`; `begun` were on `day`. */
export type Throttle = { limit: number; zone: string; day: string; begun: number }

/** Closed windows met one after the other before the rest is given up. */
const MOST_CLOSED = 1000

/**
 * When each of those that wait in one mailbox's lanes is expected to go, by the rule that gives out its slots and with gaps of middle length;
 * who is missing from the answer has no time: his hours and the mailbox's never meet. 10,000 of one sequence in ten zones take 0.15 s.
 *
 * @param throttles by sequence id
 */
export const forecast = ({
  heads,
  now,
  limits,
  mailsPerPersonAndDay,
  ...given
}: {
  pace: MailboxPace
  limits: MailboxLimits
  heads: readonly WaitingHead[]
  now: Date
  throttles: ReadonlyMap<string, Throttle>
  mailsPerPersonAndDay: number
}): Map<string, Date> => {
  const expected = new Map<string, Date>()
  const throttles = new Map(given.throttles)
  const people = mailsOfDay({ limit: mailsPerPersonAndDay, now })
  const laneEnds = laneEndsOf(thoseThatCanGo({ heads, limits, now }))
  let { pace } = given
  let from = now
  for (let closed = 0; closed < MOST_CLOSED; ) {
    const firsts = new Map(
      laneEnds.flatMap((laneEnd) => {
        const first = laneEnd.first()
        return first ? [[first, laneEnd]] : []
      }),
    )
    const choice = nextSlot({
      pace,
      limits,
      heads: [...firsts.keys()],
      now: from,
      throttledUntil: untils(throttles, from),
    })
    if (!choice) break
    const { head, at } = choice
    from = at
    const opensAt = openings(at)
    if (opensAt(head.calendar)?.getTime() !== at.getTime()) {
      closed += 1
      for (const laneEnd of laneEnds) laneEnd.shiftDue(at, opensAt)
      continue
    }
    const laneEnd = firsts.get(head)
    laneEnd?.dropFirst()
    if (people.isFull(head, at)) {
      const dueAt = nextDaysOpening(head.calendar, at)
      if (dueAt) laneEnd?.add({ ...head, dueAt })
      continue
    }
    closed = 0
    expected.set(head.id, at)
    people.count(head, at)
    pace = takeSlots({ pace, limits, count: 1, now: at, random: 0.5 })
    const throttle = throttles.get(head.sequenceId)
    if (throttle && head.firstMail) throttles.set(head.sequenceId, countFirst(throttle, at))
  }
  return expected
}

/** All but those whose hours never meet the mailbox's. */
const thoseThatCanGo = ({
  heads,
  limits,
  now,
}: {
  heads: readonly WaitingHead[]
  limits: MailboxLimits
  now: Date
}): WaitingHead[] =>
  [...Map.groupBy(heads, ({ calendar }) => calendar)].flatMap(([times, some]) =>
    hoursMeetAt({ limits, times, from: now }) ? some : [],
  )

/** In the order in which ends whose first are due at the same moment take slots. */
const laneEndsOf = (heads: readonly WaitingHead[]): LaneEndQueue<WaitingHead>[] =>
  [...Map.groupBy(heads, ({ sequenceId, firstMail }) => `${sequenceId} ${firstMail}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, some]) => laneEndQueue(some))

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

/** When a mail may go that its day at `at` has no room for. */
export const nextDaysOpening = (calendar: DeliveryTimes, at: Date): Date | null =>
  findSendable({ ...calendar, from: instantOf(calendar.zone, dayOf(calendar.zone, at) + 1, 0) })

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
