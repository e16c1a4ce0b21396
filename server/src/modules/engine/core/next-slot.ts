import { type DeliveryTimes, findSendable, isSendable, WHOLE_DAY } from './delivery-window.ts'
import type { MailboxLimits, MailboxPace } from './mailbox-limits.ts'
import { dayOf, formatDay, HOUR_MS, instantOf, parseDay } from './zone-days.ts'

/** A mailbox with what it may send and what it has used of that. */
type Paced = { pace: MailboxPace; limits: MailboxLimits }

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

/** The hours that a mailbox keeps whatever sequence sends; all of them where its limits name none. */
export const ownTimes = ({ zone, window, days }: MailboxLimits): DeliveryTimes => ({
  zone,
  window: window ?? WHOLE_DAY,
  days: days ?? EVERY_DAY,
  isHoliday: () => false,
})

/** Most mails of a day: the daily limit, less during a slow start. */
const capOf = ({ daily, ramp }: MailboxLimits, day: number): number =>
  ramp === null
    ? daily
    : Math.min(daily, ramp.startAt + ramp.addPerDay * Math.max(0, day - parseDay(ramp.from)))

/** What is left of the day and of the hour that this moment falls in. */
const leftAt = ({ pace, limits }: Paced, at: Date): { day: number; hour: number } => {
  const day = dayOf(limits.zone, at)
  const sentToday = pace.day === formatDay(day) ? pace.dayCount : 0
  const sentThisHour = isInHour(pace, at) ? pace.hourCount : 0
  return {
    day: capOf(limits, day) - sentToday,
    hour: (limits.hourly ?? Number.POSITIVE_INFINITY) - sentThisHour,
  }
}

const hourEnd = ({ hourStart }: MailboxPace): Date => new Date(hourStart.getTime() + HOUR_MS)

/** An hour begins with its first mail. */
const isInHour = (pace: MailboxPace, at: Date): boolean =>
  pace.hourCount > 0 && pace.hourStart <= at && at < hourEnd(pace)

/** Why the next mail of a mailbox does not go at once. */
export type SlotWait = 'free' | 'gap' | 'hourly' | 'daily' | 'closed'

export const slotWait = ({ pace, limits, now }: Paced & { now: Date }): SlotWait => {
  const left = leftAt({ pace, limits }, now)
  if (left.day <= 0) return 'daily'
  if (left.hour <= 0) return 'hourly'
  if (!isSendable({ ...ownTimes(limits), at: now })) return 'closed'
  return now < pace.nextSlotAt ? 'gap' : 'free'
}

/** How many mails may leave a mailbox at this moment: one where mails keep a gap, none outside its own hours. */
export const slotsFree = ({ pace, limits, now }: Paced & { now: Date }): number => {
  if (now < pace.nextSlotAt || !isSendable({ ...ownTimes(limits), at: now })) return 0
  const { day, hour } = leftAt({ pace, limits }, now)
  return Math.max(0, Math.min(day, hour, limits.maxGapSeconds > 0 ? 1 : Number.POSITIVE_INFINITY))
}

/**
 * The mailbox's pace after `count` mails left at once. Its next slot comes after a random gap, in its own hours, when day and hour have room
 * again. With 0 mails only the next slot is looked for.
 *
 * @param random in [0, 1)
 */
export const takeSlots = ({
  pace,
  limits,
  count,
  now,
  random,
}: Paced & { count: number; now: Date; random: number }): MailboxPace => {
  const today = formatDay(dayOf(limits.zone, now))
  const sameHour = isInHour(pace, now)
  const used: MailboxPace =
    count === 0
      ? pace
      : {
          nextSlotAt: new Date(now.getTime() + gapOf(limits, random)),
          day: today,
          dayCount: (pace.day === today ? pace.dayCount : 0) + count,
          hourStart: sameHour ? pace.hourStart : now,
          hourCount: (sameHour ? pace.hourCount : 0) + count,
        }
  return { ...used, nextSlotAt: slotOpensAt({ pace: used, limits, from: now }) }
}

const gapOf = ({ minGapSeconds, maxGapSeconds }: MailboxLimits, random: number): number =>
  Math.round((minGapSeconds + random * (maxGapSeconds - minGapSeconds)) * 1000)

/** Full hours and days passed over before a slot is given up: no slow start and no limit closes a mailbox for longer. */
const MOST_PASSED = 50

/** The first moment from `from` on at which the mailbox has a free slot. */
export const slotOpensAt = ({ pace, limits, from }: Paced & { from: Date }): Date => {
  let at = pace.nextSlotAt > from ? pace.nextSlotAt : from
  for (let passed = 0; passed < MOST_PASSED; passed++) {
    at = findSendable({ ...ownTimes(limits), from: at }) ?? at
    const left = leftAt({ pace, limits }, at)
    if (left.day <= 0) at = instantOf(limits.zone, dayOf(limits.zone, at) + 1, 0)
    else if (left.hour <= 0) at = hourEnd(pace)
    else return at
  }
  return at
}

/** The due time of one that waits in a lane for a slot of its mailbox. `mailboxId` is '' for tasks. */
export type LaneHead = { sequenceId: string; mailboxId: string; firstMail: boolean; dueAt: Date }

/** Who takes the next slot of a mailbox, and when. */
export type SlotChoice<Head extends LaneHead = LaneHead> = { head: Head; at: Date }

/** The order in which heads take slots: follow-ups before first mails, then the longest due. */
export const bySlotOrder = (a: LaneHead, b: LaneHead): number =>
  Number(a.firstMail) - Number(b.firstMail) || a.dueAt.getTime() - b.dueAt.getTime()

/**
 * The heads that take free slots: in slot order, and no more first mails of a sequence than its throttle leaves.
 *
 * @param slots free slots by mailbox id
 * @param firstMailsLeft by sequence id; a sequence without an entry is not throttled
 */
export const fillSlots = <Head extends LaneHead>({
  heads,
  slots,
  firstMailsLeft,
}: {
  heads: readonly Head[]
  slots: ReadonlyMap<string, number>
  firstMailsLeft: ReadonlyMap<string, number>
}): Head[] => {
  const slotsLeft = new Map(slots)
  const throttleLeft = new Map(firstMailsLeft)
  return [...heads].sort(bySlotOrder).filter(({ mailboxId, sequenceId, firstMail }) => {
    const slot = slotsLeft.get(mailboxId) ?? 0
    const left = firstMail ? (throttleLeft.get(sequenceId) ?? Number.POSITIVE_INFINITY) : 1
    if (slot <= 0 || left <= 0) return false
    slotsLeft.set(mailboxId, slot - 1)
    if (firstMail) throttleLeft.set(sequenceId, left - 1)
    return true
  })
}

/**
 * Who of those that wait in a mailbox's lanes takes its next slot, and when; null when nobody can.
 *
 * @param throttledUntil by sequence id: none of its first mails goes before
 */
export const nextSlot = <Head extends LaneHead>({
  pace,
  limits,
  heads,
  now,
  throttledUntil = new Map(),
}: Paced & {
  heads: readonly Head[]
  now: Date
  throttledUntil?: ReadonlyMap<string, Date>
}): SlotChoice<Head> | null => {
  const readyAt = ({ sequenceId, firstMail, dueAt }: Head): number =>
    Math.max(dueAt.getTime(), firstMail ? (throttledUntil.get(sequenceId)?.getTime() ?? 0) : 0)
  const earliest = heads.reduce((least, head) => Math.min(least, readyAt(head)), Number.POSITIVE_INFINITY)
  if (earliest === Number.POSITIVE_INFINITY) return null
  const at = slotOpensAt({ pace, limits, from: new Date(Math.max(now.getTime(), earliest)) })
  let first: Head | null = null
  for (const head of heads)
    if (readyAt(head) <= at.getTime() && (first === null || bySlotOrder(head, first) < 0)) first = head
  return first && { head: first, at }
}
