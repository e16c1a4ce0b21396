import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { instants, weekdays, windows, zones } from './arbitraries.ts'
import { isSendable } from './delivery-window.ts'
import type { MailboxLimits, MailboxPace } from './mailbox-limits.ts'
import {
  fillSlots,
  type LaneHead,
  nextSlot,
  slotOpensAt,
  slotsFree,
  slotWait,
  takeSlots,
} from './next-slot.ts'

const HOUR = 3_600_000

const limitsOf = fc
  .record({
    daily: fc.integer({ min: 1, max: 40 }),
    hourly: fc.option(fc.integer({ min: 1, max: 15 })),
    minGapSeconds: fc.constantFrom(0, 0, 30, 600),
    moreGap: fc.constantFrom(0, 0, 270),
    ramp: fc.option(
      fc.record({
        startAt: fc.integer({ min: 1, max: 10 }),
        addPerDay: fc.integer({ min: 1, max: 10 }),
        from: fc.constantFrom('2025-01-01', '2026-03-07', '2026-10-24', '2030-01-01'),
      }),
    ),
    zone: zones,
    window: fc.option(windows),
    days: fc.option(weekdays),
  })
  .map(
    ({ moreGap, ...limits }): MailboxLimits => ({ ...limits, maxGapSeconds: limits.minGapSeconds + moreGap }),
  )

const freshPace = (at: Date): MailboxPace => ({
  nextSlotAt: at,
  day: '1970-01-01',
  dayCount: 0,
  hourStart: at,
  hourCount: 0,
})

const localDay = (zone: string, at: Date): string => DateTime.fromJSDate(at, { zone }).toISODate() ?? ''

const capOf = ({ daily, ramp }: MailboxLimits, day: string): number => {
  if (!ramp) return daily
  const days = Math.round((Date.parse(day) - Date.parse(ramp.from)) / 86_400_000)
  return Math.min(daily, ramp.startAt + ramp.addPerDay * Math.max(0, days))
}

/** Sends as many mails as the rules allow, looking again at each next slot. */
const sendAll = (limits: MailboxLimits, start: Date, turns: readonly { share: number; random: number }[]) => {
  let pace = { ...freshPace(start), nextSlotAt: slotOpensAt({ pace: freshPace(start), limits, from: start }) }
  const sent: Date[] = []
  for (const { share, random } of turns) {
    const now = pace.nextSlotAt
    const free = slotsFree({ pace, limits, now })
    // A slot that was promised is there, else a dispatcher would look at it without end.
    expect(free).toBeGreaterThan(0)
    expect(slotWait({ pace, limits, now })).toBe('free')
    const count = Math.max(1, Math.floor(share * free))
    for (let one = 0; one < count; one++) sent.push(now)
    const next = takeSlots({ pace, limits, count, now, random })
    if (next.nextSlotAt > now) {
      expect(slotsFree({ pace: next, limits, now })).toBe(0)
      expect(slotWait({ pace: next, limits, now })).not.toBe('free')
    }
    pace = next
  }
  return sent
}

const turns = fc.array(
  fc.record({
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    random: fc.double({ min: 0, max: 0.999, noNaN: true }),
  }),
  { minLength: 1, maxLength: 80 },
)

describe('the pace of a mailbox', () => {
  test('no day has more mails than its limit, and none goes outside the mailbox’s own hours', () => {
    fc.assert(
      fc.property(limitsOf, instants, turns, (limits, start, some) => {
        const sent = sendAll(limits, start, some)
        for (const [day, mails] of Map.groupBy(sent, (at) => localDay(limits.zone, at)))
          expect(mails.length).toBeLessThanOrEqual(capOf(limits, day))
        const { zone, window, days } = limits
        const times = {
          zone,
          window: window ?? { from: '00:00', to: '00:00' },
          days: days ?? [1, 2, 3, 4, 5, 6, 7],
          isHoliday: () => false,
        }
        for (const at of sent) expect(isSendable({ ...times, at })).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('no hour, counted from its first mail, has more than its limit', () => {
    fc.assert(
      fc.property(limitsOf, instants, turns, (limits, start, some) => {
        fc.pre(limits.hourly !== null)
        let hour = { begins: Number.NEGATIVE_INFINITY, mails: 0 }
        for (const at of sendAll(limits, start, some)) {
          if (at.getTime() >= hour.begins + HOUR) hour = { begins: at.getTime(), mails: 0 }
          hour.mails++
          expect(hour.mails).toBeLessThanOrEqual(limits.hourly ?? 0)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('mails that keep a gap go one at a time, at least the shortest gap apart', () => {
    fc.assert(
      fc.property(limitsOf, instants, turns, (limits, start, some) => {
        fc.pre(limits.maxGapSeconds > 0)
        const sent = sendAll(limits, start, some)
        expect(sent).toHaveLength(some.length)
        for (const [index, at] of sent.entries()) {
          const before = sent[index - 1]
          if (before)
            expect(at.getTime() - before.getTime()).toBeGreaterThanOrEqual(limits.minGapSeconds * 1000)
        }
      }),
    )
  })

  test('a next slot is the first that there is', () => {
    fc.assert(
      fc.property(
        limitsOf,
        instants,
        turns,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 10 }),
        (limits, start, some, parts) => {
          const pace = some.reduce(
            (before, { random }) =>
              takeSlots({ pace: before, limits, count: 1, now: before.nextSlotAt, random }),
            takeSlots({ pace: freshPace(start), limits, count: 0, now: start, random: 0 }),
          )
          // The gap itself is over at the latest after its longest.
          const from = new Date(pace.hourStart.getTime())
          const free = { ...pace, nextSlotAt: from }
          const opens = slotOpensAt({ pace: free, limits, from })
          for (const part of parts) {
            const between = new Date(from.getTime() + Math.floor(part * (opens.getTime() - from.getTime())))
            if (between < opens) expect(slotsFree({ pace: free, limits, now: between })).toBe(0)
          }
          expect(slotsFree({ pace: free, limits, now: opens })).toBeGreaterThan(0)
        },
      ),
    )
  })

  test('gaps spread over the whole range', () => {
    const limits: MailboxLimits = {
      daily: 500,
      hourly: null,
      minGapSeconds: 30,
      maxGapSeconds: 300,
      ramp: null,
      zone: 'UTC',
      window: null,
      days: null,
    }
    const now = new Date('2026-03-02T12:00:00Z')
    const after = (random: number) =>
      takeSlots({ pace: freshPace(now), limits, count: 1, now, random }).nextSlotAt.getTime() - now.getTime()
    expect([after(0), after(0.5), after(0.9999999)]).toEqual([30_000, 165_000, 300_000])
  })

  test.each([
    ['the day is full: tomorrow at the first hour', { daily: 1 }, 'daily', '2026-03-03T00:00:00Z'],
    ['the hour is full: when it is over', { hourly: 1 }, 'hourly', '2026-03-02T13:00:00Z'],
    [
      'the mailbox closes: when it opens',
      { window: { from: '09:00', to: '12:01' }, minGapSeconds: 60, maxGapSeconds: 60 },
      'gap',
      '2026-03-03T09:00:00Z',
    ],
    ['a weekend of its own: on Monday', { days: [1 as const], daily: 1 }, 'daily', '2026-03-09T00:00:00Z'],
  ])('%s', (_what, change, wait, opens) => {
    const limits: MailboxLimits = {
      daily: 500,
      hourly: null,
      minGapSeconds: 0,
      maxGapSeconds: 0,
      ramp: null,
      zone: 'UTC',
      window: null,
      days: null,
      ...change,
    }
    const now = new Date('2026-03-02T12:00:00Z')
    const pace = takeSlots({ pace: freshPace(now), limits, count: 1, now, random: 0 })
    expect(pace.nextSlotAt).toEqual(new Date(opens))
    expect(slotWait({ pace, limits, now })).toBe(wait)
  })

  test('an hour is over an hour after its first mail, whenever the others went', () => {
    const limits: MailboxLimits = {
      daily: 500,
      hourly: 3,
      minGapSeconds: 1200,
      maxGapSeconds: 1200,
      ramp: null,
      zone: 'UTC',
      window: null,
      days: null,
    }
    const sent = sendAll(
      limits,
      new Date('2026-03-02T12:10:00Z'),
      Array.from({ length: 6 }, () => ({ share: 0, random: 0 })),
    )
    expect(sent.map((at) => at.toISOString().slice(11, 16))).toEqual([
      '12:10',
      '12:30',
      '12:50',
      '13:10',
      '13:30',
      '13:50',
    ])
    const hasty = sendAll(
      { ...limits, minGapSeconds: 60, maxGapSeconds: 60 },
      new Date('2026-03-02T12:10:00Z'),
      [
        { share: 0, random: 0 },
        { share: 0, random: 0 },
        { share: 0, random: 0 },
        { share: 0, random: 0 },
      ],
    )
    expect(hasty.at(-1)).toEqual(new Date('2026-03-02T13:10:00Z'))
  })

  test('a mailbox that is closed has no slot, and looking for one books none', () => {
    const limits: MailboxLimits = {
      daily: 500,
      hourly: null,
      minGapSeconds: 0,
      maxGapSeconds: 0,
      ramp: null,
      zone: 'UTC',
      window: { from: '13:00', to: '14:00' },
      days: null,
    }
    const now = new Date('2026-03-02T12:00:00Z')
    const pace = freshPace(now)
    expect([slotsFree({ pace, limits, now }), slotWait({ pace, limits, now })]).toEqual([0, 'closed'])
    expect(takeSlots({ pace, limits, count: 0, now, random: 0.5 })).toEqual({
      ...pace,
      nextSlotAt: new Date('2026-03-02T13:00:00Z'),
    })
  })
})

describe('who takes a slot', () => {
  const NOW = new Date('2026-03-02T12:00:00Z')
  const heads = fc.array(
    fc
      .record({
        sequenceId: fc.constantFrom('s1', 's2'),
        firstMail: fc.boolean(),
        minutes: fc.integer({ min: -500, max: 0 }),
      })
      .map(
        ({ minutes, ...head }): LaneHead => ({
          ...head,
          mailboxId: 'm',
          dueAt: new Date(NOW.getTime() + minutes * 60_000),
        }),
      ),
    { maxLength: 15 },
  )
  const limits: MailboxLimits = {
    daily: 500,
    hourly: null,
    minGapSeconds: 0,
    maxGapSeconds: 0,
    ramp: null,
    zone: 'UTC',
    window: null,
    days: null,
  }

  test('the slots that are free together go to those who would take them one by one', () => {
    fc.assert(
      fc.property(heads, fc.integer({ min: 0, max: 10 }), (some, free) => {
        const together = fillSlots({ heads: some, slots: new Map([['m', free]]), firstMailsLeft: new Map() })
        const oneByOne: LaneHead[] = []
        for (let left = [...some]; oneByOne.length < free; ) {
          const choice = nextSlot({ pace: freshPace(NOW), limits, heads: left, now: NOW })
          if (!choice) break
          expect(choice.at).toEqual(NOW)
          oneByOne.push(choice.head)
          left = left.filter((one) => one !== choice.head)
        }
        expect(together).toEqual(oneByOne)
      }),
    )
  })

  test('no first mail goes before a follow-up, and none that is due later before one of its kind', () => {
    fc.assert(
      fc.property(heads, fc.integer({ min: 0, max: 10 }), (some, free) => {
        const taken = fillSlots({ heads: some, slots: new Map([['m', free]]), firstMailsLeft: new Map() })
        expect(taken).toHaveLength(Math.min(free, some.length))
        for (const one of taken)
          for (const other of some) {
            if (taken.includes(other)) continue
            expect(one.firstMail && !other.firstMail).toBe(false)
            if (one.firstMail === other.firstMail) expect(one.dueAt <= other.dueAt).toBe(true)
          }
      }),
    )
  })

  test('a throttle leaves its slots to others', () => {
    fc.assert(
      fc.property(
        heads,
        fc.integer({ min: 0, max: 10 }),
        fc.integer({ min: 0, max: 3 }),
        (some, free, left) => {
          const taken = fillSlots({
            heads: some,
            slots: new Map([['m', free]]),
            firstMailsLeft: new Map([['s1', left]]),
          })
          const throttled = (one: LaneHead) => one.firstMail && one.sequenceId === 's1'
          expect(taken.filter(throttled).length).toBeLessThanOrEqual(left)
          const able =
            some.filter((one) => !throttled(one)).length + Math.min(left, some.filter(throttled).length)
          expect(taken).toHaveLength(Math.min(free, able))
        },
      ),
    )
  })

  test('the next slot waits for the first that is due, for the mailbox and for the throttle', () => {
    const at = (time: string) => new Date(`2026-03-02T${time}:00Z`)
    const head = (firstMail: boolean, time: string): LaneHead => ({
      sequenceId: 's1',
      mailboxId: 'm',
      firstMail,
      dueAt: at(time),
    })
    const choose = (some: LaneHead[], more = {}) =>
      nextSlot({ pace: freshPace(NOW), limits, heads: some, now: NOW, ...more })
    expect(choose([])).toBeNull()
    const late = head(false, '14:00')
    const early = head(true, '13:00')
    expect(choose([late, early])).toEqual({ head: early, at: at('13:00') })
    expect(choose([late, early], { throttledUntil: new Map([['s1', at('15:00')]]) })).toEqual({
      head: late,
      at: at('14:00'),
    })
    expect(choose([early], { throttledUntil: new Map([['s1', at('15:00')]]) })).toEqual({
      head: early,
      at: at('15:00'),
    })
    const busy = { ...freshPace(NOW), nextSlotAt: at('14:30') }
    expect(choose([late, early], { pace: busy })).toEqual({ head: late, at: at('14:30') })
  })
})
