import fc from 'fast-check'
import { expect, test } from 'vitest'
import { limitOn, rampDays } from './ramp.ts'

test('a mailbox grows by the day, from its first to its limit', () => {
  const ramp = { startAt: 20, addPerDay: 10, from: '2026-02-27' }
  expect(rampDays(50, ramp)).toEqual([
    { day: '2026-02-27', mails: 20 },
    { day: '2026-02-28', mails: 30 },
    { day: '2026-03-01', mails: 40 },
    { day: '2026-03-02', mails: 50 },
  ])
  expect(limitOn({ daily: 50, ramp }, '2026-02-01')).toBe(20)
  expect(limitOn({ daily: 50, ramp: null }, '2026-02-01')).toBe(50)
})

test('it never shrinks, never goes above the limit, and ends at it unless that is months away', () => {
  const number = fc.integer({ min: 1, max: 1_000 })
  fc.assert(
    fc.property(number, number, number, (daily, startAt, addPerDay) => {
      const days = rampDays(daily, { startAt, addPerDay, from: '2026-03-28' }).map(({ mails }) => mails)
      expect(days.every((mails, index) => mails <= daily && mails >= (days[index - 1] ?? 0))).toBe(true)
      if (days.length < 60) expect(days.at(-1)).toBe(daily)
    }),
  )
})
