import { type DeliveryTimes, findSendable } from './delivery-window.ts'
import { hoursMeetAt } from './hours-meet.ts'
import { type LaneEndQueue, laneEndQueue } from './lane-end-queue.ts'
import type { MailboxLimits, MailboxPace } from './mailbox-limits.ts'
import type { Addressee } from './mails-of-day.ts'
import { type LaneHead, nextSlot, type SlotChoice, takeSlots } from './next-slot.ts'

/**
 * One that waits for a slot of its mailbox, with the times at which its mail may go; the fewer calendar objects they share among them, the
 * faster.
 */
export type WaitingHead = LaneHead & Addressee & { id: string }

/** All that wait in one mailbox's lanes, and its slots, given out with gaps of middle length. */
export type MailboxQueue<Head extends WaitingHead> = {
  /** Answers false for one whose hours and the mailbox's never meet; he is not taken in. */
  add(head: Head): boolean
  /** Who takes the next slot from `from` on, and when, if nobody is added before. He may find his window closed then. */
  next(input: { from: Date; throttledUntil: ReadonlyMap<string, Date> }): SlotChoice<Head> | null
  isOpen(choice: SlotChoice<Head>): boolean
  /** Whoever is due by `at` becomes due at the next moment from then on at which his mails may go. */
  shiftClosed(at: Date): void
  /** Takes out whom `next` named. */
  drop(head: Head): void
  /** A mail left. */
  take(at: Date): void
}

export const mailboxQueue = <Head extends WaitingHead>({
  limits,
  now,
  heads,
  ...given
}: {
  pace: MailboxPace
  limits: MailboxLimits
  now: Date
  heads: readonly Head[]
}): MailboxQueue<Head> => {
  let { pace } = given
  const meeting = new Map<DeliveryTimes, boolean>()
  const canGo = ({ calendar }: Head): boolean => {
    const known = meeting.get(calendar)
    if (known !== undefined) return known
    const meets = hoursMeetAt({ limits, times: calendar, from: now }) !== null
    meeting.set(calendar, meets)
    return meets
  }
  // Where the first of two ends are due at the same moment, the order of their keys decides.
  const keyOf = ({ sequenceId, firstMail }: Head): string => `${sequenceId} ${firstMail}`
  const ends = new Map<string, LaneEndQueue<Head>>(
    [...Map.groupBy(heads.filter(canGo), keyOf)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, some]) => [key, laneEndQueue(some)]),
  )
  const addEnd = (key: string, head: Head): void => {
    const sorted = [...ends, [key, laneEndQueue([head])] as const].sort(([a], [b]) => (a < b ? -1 : 1))
    ends.clear()
    for (const [one, end] of sorted) ends.set(one, end)
  }
  return {
    add: (head) => {
      if (!canGo(head)) return false
      const key = keyOf(head)
      const end = ends.get(key)
      if (end) end.add(head)
      else addEnd(key, head)
      return true
    },
    next: ({ from, throttledUntil }) => {
      const heads = [...ends.values()].flatMap((end) => end.first() ?? [])
      return nextSlot({ pace, limits, heads, now: from, throttledUntil })
    },
    isOpen: ({ head, at }) => findSendable({ ...head.calendar, from: at })?.getTime() === at.getTime(),
    shiftClosed: (at) => {
      const opensAt = openings(at)
      for (const end of ends.values()) end.shiftDue(at, opensAt)
    },
    drop: (head) => ends.get(keyOf(head))?.dropFirst(),
    take: (at) => {
      pace = takeSlots({ pace, limits, count: 1, now: at, random: 0.5 })
    },
  }
}

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
