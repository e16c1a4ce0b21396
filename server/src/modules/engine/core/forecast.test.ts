import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { calendars, instants } from './arbitraries.ts'
import { isSendable } from './delivery-window.ts'
import { forecast } from './forecast.ts'
import type { MailboxLimits, MailboxPace } from './mailbox-limits.ts'
import type { WaitingHead } from './mailbox-queue.ts'
import { BERLIN, MONDAY } from './situation-fixture.ts'
import { type Throttle, throttledUntil } from './throttle.ts'

const limits: MailboxLimits = {
  daily: 500,
  hourly: null,
  minGapSeconds: 0,
  maxGapSeconds: 0,
  ramp: null,
  zone: 'Europe/Berlin',
  window: null,
  days: null,
}
const pace = (now: Date): MailboxPace => ({
  nextSlotAt: now,
  day: '1970-01-01',
  dayCount: 0,
  hourStart: now,
  hourCount: 0,
})
const head = (id: string, more: Partial<WaitingHead> = {}): WaitingHead => ({
  id,
  sequenceId: 's',
  mailboxId: 'm',
  firstMail: true,
  dueAt: MONDAY,
  prospectId: id,
  mailsToday: 0,
  calendar: BERLIN,
  ...more,
})
/** Of one mailbox that was not used before. */
const foretell = (input: {
  heads: readonly WaitingHead[]
  limits?: Partial<MailboxLimits>
  now?: Date
  throttles?: Map<string, Throttle>
  mailsPerPersonAndDay?: number
}) => {
  const now = input.now ?? MONDAY
  return forecast({
    mailsPerPersonAndDay: 2,
    throttles: new Map(),
    ...input,
    limits: { ...limits, ...input.limits },
    pace: pace(now),
    now,
  })
}
const times = (expected: ReadonlyMap<string, Date>) =>
  Object.fromEntries([...expected].map(([id, at]) => [id, at.toISOString().slice(5, 16)]))

describe('the forecast', () => {
  test('a day’s limit spreads them over days, follow-ups first, and the window over hours', () => {
    const heads = [
      head('a'),
      head('b', { dueAt: new Date('2026-03-02T08:30:00Z') }),
      head('c', { firstMail: false }),
      head('d'),
    ]
    const daily = foretell({ heads, limits: { daily: 2 } })
    expect(times(daily)).toEqual({ c: '03-02T09:00', b: '03-02T09:00', a: '03-03T08:00', d: '03-03T08:00' })
    const slow = foretell({ heads, limits: { minGapSeconds: 10_800, maxGapSeconds: 10_800 } })
    expect(times(slow)).toEqual({ c: '03-02T09:00', b: '03-02T12:00', a: '03-02T15:00', d: '03-03T08:00' })
  })

  test('a throttle lets first mails begin day by day', () => {
    const throttle = { limit: 2, zone: 'Europe/Berlin', day: '2026-03-02', begun: 1 }
    const heads = [head('a'), head('b'), head('c'), head('d', { firstMail: false })]
    const expected = foretell({ heads, throttles: new Map([['s', throttle]]) })
    expect(times(expected)).toEqual({
      d: '03-02T09:00',
      a: '03-02T09:00',
      b: '03-03T08:00',
      c: '03-03T08:00',
    })
    expect(throttledUntil(throttle, MONDAY)).toBeNull()
    expect(throttledUntil({ ...throttle, begun: 2 }, MONDAY)).toEqual(new Date('2026-03-02T23:00:00Z'))
    expect(throttledUntil({ ...throttle, begun: 2, day: '2026-03-01' }, MONDAY)).toBeNull()
  })

  test('hours that never meet the mailbox’s have no time, and end', () => {
    const window = { from: '20:00', to: '22:00' }
    expect(foretell({ heads: [head('a')], limits: { window } })).toEqual(new Map())
  })

  test('who has had his mails today waits for his next day, and so does who will have had them', () => {
    const heads = [
      head('a', { mailsToday: 2 }),
      head('b', { mailsToday: 1, prospectId: 'bob' }),
      head('c', { mailsToday: 1, prospectId: 'bob' }),
      // It is Tuesday in Auckland when Monday's slots are given out.
      head('d', { mailsToday: 2, calendar: { ...BERLIN, zone: 'Pacific/Auckland' } }),
    ]
    expect(times(foretell({ heads }))).toEqual({
      ...{ b: '03-02T09:00', d: '03-02T20:00', a: '03-03T08:00', c: '03-03T08:00' },
    })
    expect(times(foretell({ heads, mailsPerPersonAndDay: 3 }))).toEqual({
      ...{ a: '03-02T09:00', b: '03-02T09:00', c: '03-02T09:00', d: '03-02T20:00' },
    })
  })

  test('a year of mails is told of to its end', () => {
    const heads = Array.from({ length: 300 }, (_, index) => head(String(index).padStart(3, '0')))
    const expected = foretell({ heads, limits: { daily: 1 } })
    expect(expected.size).toBe(300)
    expect(expected.get('299')).toEqual(new Date('2027-04-23T07:00:00Z'))
  })

  test('every time lies in the window, not before it is due, and within the mailbox’s limits', () => {
    const some = fc.array(
      fc.record({
        calendar: calendars,
        firstMail: fc.boolean(),
        hours: fc.integer({ min: -50, max: 50 }),
        sequenceId: fc.constantFrom('s', 's2'),
      }),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(
        some,
        instants,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
        (given, now, daily, limit) => {
          const heads = given.map(({ hours, ...one }, index) =>
            head(`${index}`, { ...one, dueAt: new Date(now.getTime() + hours * 3_600_000) }),
          )
          const throttles = new Map([['s', { limit, zone: 'Europe/Berlin', day: '', begun: 0 }]])
          const expected = foretell({ limits: { daily }, heads, now, throttles })
          const day = (at: Date) => DateTime.fromJSDate(at, { zone: 'Europe/Berlin' }).toISODate()
          for (const one of heads) {
            const at = expected.get(one.id)
            if (!at) continue
            expect(isSendable({ ...one.calendar, at })).toBe(true)
            expect(at >= one.dueAt && at >= now).toBe(true)
          }
          for (const mails of Map.groupBy(expected.values(), day).values())
            expect(mails.length).toBeLessThanOrEqual(daily)
          const firsts = heads
            .filter((one) => one.firstMail && one.sequenceId === 's')
            .flatMap(({ id }) => expected.get(id) ?? [])
          for (const mails of Map.groupBy(firsts, day).values())
            expect(mails.length).toBeLessThanOrEqual(limit)
        },
      ),
    )
  })
})
