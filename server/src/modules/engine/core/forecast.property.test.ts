import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendars, instants, weekdays, windows, zones } from './arbitraries.ts'
import { findSendable } from './delivery-window.ts'
import { forecast, nextDaysOpening } from './forecast.ts'
import { hoursMeetAt } from './hours-meet.ts'
import type { MailboxLimits, MailboxPace } from './mailbox-limits.ts'
import type { WaitingHead } from './mailbox-queue.ts'
import { mailsOfDay } from './mails-of-day.ts'
import { nextSlot, takeSlots } from './next-slot.ts'

type Input = Pick<
  Parameters<typeof forecast>[0],
  'pace' | 'limits' | 'heads' | 'now' | 'mailsPerPersonAndDay'
>

const inTurn = (a: WaitingHead, b: WaitingHead): number =>
  Number(a.firstMail) - Number(b.firstMail) ||
  a.dueAt.getTime() - b.dueAt.getTime() ||
  (`${a.sequenceId} ${a.id}` < `${b.sequenceId} ${b.id}` ? -1 : 1)

/** The same, by asking about everybody each time. */
const plainForecast = ({ heads, now, limits, mailsPerPersonAndDay, ...given }: Input): Map<string, Date> => {
  const expected = new Map<string, Date>()
  const people = mailsOfDay({ limit: mailsPerPersonAndDay, now })
  let { pace } = given
  let from = now
  let waiting = heads.filter(({ calendar }) => hoursMeetAt({ limits, times: calendar, from: now }))
  for (let turn = 0; turn < 5000; turn += 1) {
    const choice = nextSlot({ pace, limits, heads: waiting.sort(inTurn), now: from })
    if (!choice) break
    const { head, at } = choice
    from = at
    const later = (one: WaitingHead, dueAt: Date | null): WaitingHead[] => (dueAt ? [{ ...one, dueAt }] : [])
    if (findSendable({ ...head.calendar, from: at })?.getTime() !== at.getTime()) {
      waiting = waiting.flatMap((one) => {
        if (one.dueAt > at) return [one]
        const opens = findSendable({ ...one.calendar, from: at })
        return opens?.getTime() === at.getTime() ? [one] : later(one, opens)
      })
      continue
    }
    waiting = waiting.filter((one) => one !== head)
    if (people.isFull(head, at)) {
      waiting.push(...later(head, nextDaysOpening(head.calendar, at)))
      continue
    }
    expected.set(head.id, at)
    people.count(head, at)
    pace = takeSlots({ pace, limits, count: 1, now: at, random: 0.5 })
  }
  return expected
}

const someHeads = fc.array(calendars, { minLength: 1, maxLength: 3 }).chain((few) =>
  fc.array(
    fc.record({
      calendar: fc.constantFrom(...few),
      firstMail: fc.boolean(),
      hours: fc.integer({ min: -50, max: 50 }),
      sequenceId: fc.constantFrom('s', 's2'),
      prospectId: fc.constantFrom('ann', 'bob', 'eve', 'joe', 'kim', 'lee'),
      mailsToday: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 25 },
  ),
)

const someLimits: fc.Arbitrary<MailboxLimits> = fc.record({
  daily: fc.integer({ min: 1, max: 6 }),
  hourly: fc.constantFrom(null, 2),
  minGapSeconds: fc.constantFrom(0, 600),
  maxGapSeconds: fc.constantFrom(600, 7200),
  ramp: fc.constant(null),
  zone: zones,
  window: fc.option(windows),
  days: fc.option(weekdays),
})

const paceAt = (now: Date): MailboxPace => ({
  nextSlotAt: now,
  day: '1970-01-01',
  dayCount: 0,
  hourStart: now,
  hourCount: 0,
})

test('asking about the first of each end of a lane tells the same times as asking about everybody', () => {
  fc.assert(
    fc.property(
      someHeads,
      someLimits,
      instants,
      fc.integer({ min: 1, max: 3 }),
      (given, limits, now, mailsPerPersonAndDay) => {
        const heads = given.map(({ hours, ...one }, index) => ({
          ...{ ...one, id: String(index).padStart(2, '0'), mailboxId: 'm' },
          dueAt: new Date(now.getTime() + hours * 3_600_000),
        }))
        const input = { pace: paceAt(now), limits, heads, now, mailsPerPersonAndDay }
        expect(forecast({ ...input, throttles: new Map() })).toEqual(plainForecast(input))
      },
    ),
  )
})
