import type { Hold } from '../enrolment.ts'
import { MOST_CLOSED } from '../forecast.ts'
import { laneEndQueue } from '../lane-end-queue.ts'
import type { MailboxLimits, MailboxPace } from '../mailbox-limits.ts'
import { mailboxQueue } from '../mailbox-queue.ts'
import { mailsOfDay } from '../mails-of-day.ts'
import { bySlotOrder, type SlotChoice } from '../next-slot.ts'
import { countFirst, type Throttle, throttledUntils } from '../throttle.ts'
import { type Foreseen, goOn, type Head, headOf, putOff } from './foreseen.ts'

export type ForetoldMail = { id: string; mailboxId: string; stepId: string; at: Date; isFirst: boolean }

export type Foretold = {
  /** In the order of their times. */
  mails: ForetoldMail[]
  /** By id: who comes to a step or node that he cannot get past, and what keeps him there. */
  held: Map<string, { stepId: string | null; hold: Hold }>
  /** Whose hours and his mailbox's never meet. */
  apart: Set<string>
  /** Whether everybody got as far as he can before `until`. */
  isWhole: boolean
}

/** Those of one mailbox, what it will do next, and how many closed windows it met in a row. */
type Box = {
  mailboxId: string
  queue: ReturnType<typeof mailboxQueue<Head>>
  next: SlotChoice<Head> | null
  closed: number
}

/** Events between two pauses; some milliseconds. */
const EVENTS_PER_TURN = 500

/**
 * Lets everybody go his way by the rules of the engine on a clock that jumps, and notes each mail: nobody answers, opens or clicks, every
 * server takes its mail at once, tasks are done when they come up, gaps are of middle length. Pauses again and again, so that the caller can
 * let others work between.
 *
 * @param mailboxes those that run; whoever waits in another one is never sent anything
 * @param throttles by sequence id
 */
export function* foretelling({
  enrolled,
  now,
  until,
  mailsPerPersonAndDay,
  ...given
}: {
  enrolled: readonly Foreseen[]
  mailboxes: readonly { mailboxId: string; pace: MailboxPace; limits: MailboxLimits }[]
  throttles: ReadonlyMap<string, Throttle>
  mailsPerPersonAndDay: number
  now: Date
  until: Date
}): Generator<void, Foretold, void> {
  const told: Foretold = { mails: [], held: new Map(), apart: new Set(), isWhole: true }
  const throttles = new Map(given.throttles)
  const people = mailsOfDay({ limit: mailsPerPersonAndDay, now })
  const boxes = new Map<string, Box>(
    given.mailboxes.toSorted(byMailboxId).map((mailbox) => [
      mailbox.mailboxId,
      {
        mailboxId: mailbox.mailboxId,
        queue: mailboxQueue<Head>({ ...mailbox, now, heads: [] }),
        next: null,
        closed: 0,
      },
    ]),
  )
  const elsewhere = laneEndQueue<Head>([])

  const look = (box: Box, from: Date): void => {
    box.next = box.queue.next({ from, throttledUntil: throttledUntils(throttles, from) })
  }

  const place = (one: Foreseen): Box | null => {
    const { phase, stepId, hold, dueAt } = one.state
    if (phase === 'held' && hold) told.held.set(one.id, { stepId, hold })
    if (phase !== 'due' || !dueAt) return null
    const head = headOf(one, dueAt)
    const box = boxes.get(head.mailboxId) ?? null
    if (head.mailboxId === '') elsewhere.add(head)
    else if (box && !box.queue.add(head)) told.apart.add(one.id)
    return box
  }

  /** A slot came, and whoever is first takes it, if his window is open. */
  const send = (box: Box, { head, at }: SlotChoice<Head>): void => {
    if (!box.queue.isOpen({ head, at })) {
      box.closed += 1
      box.queue.shiftClosed(at)
      return
    }
    box.queue.drop(head)
    if (people.isFull(head, at)) {
      place(putOff(head.one, at))
      return
    }
    const { one, mail } = goOn(head.one, at)
    if (mail) {
      box.closed = 0
      told.mails.push({ id: one.id, mailboxId: head.mailboxId, at, isFirst: head.firstMail, ...mail })
      people.count(head, at)
      box.queue.take(at)
      const throttle = throttles.get(head.sequenceId)
      if (throttle && head.firstMail) {
        throttles.set(head.sequenceId, countFirst(throttle, at))
        for (const other of boxes.values()) look(other, at)
      }
    }
    place(one)
  }

  for (const [index, one] of enrolled.entries()) {
    if (index % EVENTS_PER_TURN === EVENTS_PER_TURN - 1) yield
    place(one)
  }
  for (const box of boxes.values()) look(box, now)
  for (let events = 1; ; events += 1) {
    if (events % EVENTS_PER_TURN === 0) yield
    const box = earliest(boxes.values())
    const other = elsewhere.first()
    const at = Math.min(box?.next?.at.getTime() ?? Infinity, other?.dueAt.getTime() ?? Infinity)
    if (at === Infinity) return told
    if (at > until.getTime()) return { ...told, isWhole: false }
    if (box?.next && box.next.at.getTime() === at) {
      send(box, box.next)
      look(box, new Date(at))
      if (box.closed > MOST_CLOSED) {
        told.isWhole = false
        boxes.delete(box.mailboxId)
      }
    } else if (other) {
      elsewhere.dropFirst()
      const when = new Date(Math.max(at, now.getTime()))
      const came = place(goOn(other.one, when).one)
      if (came) look(came, when)
    }
  }
}

const byMailboxId = (a: { mailboxId: string }, b: { mailboxId: string }): number =>
  a.mailboxId < b.mailboxId ? -1 : 1

/** Where slots of several come at the same moment, the order of slots decides, as it does in a turn of the dispatcher: they may share a throttle. */
const earliest = (boxes: Iterable<Box>): Box | null => {
  let first: Box | null = null
  for (const box of boxes) if (box.next && (!first?.next || inTurn(box.next, first.next) < 0)) first = box
  return first
}

const inTurn = (a: SlotChoice<Head>, b: SlotChoice<Head>): number =>
  a.at.getTime() - b.at.getTime() || bySlotOrder(a.head, b.head)

/** All of it at once. */
export const foretell = (input: Parameters<typeof foretelling>[0]): Foretold => {
  const way = foretelling(input)
  for (;;) {
    const { done, value } = way.next()
    if (done) return value
  }
}
