import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { beginningOf, dayOf, endOf, lastDayBefore } from './filter-days.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

test('a day begins and ends where the user is, also when the clocks change', () => {
  vi.stubEnv('TZ', 'Europe/Berlin')
  expect(beginningOf('2026-03-29')).toBe('2026-03-28T23:00:00.000Z')
  expect(endOf('2026-03-29')).toBe('2026-03-29T22:00:00.000Z')
  vi.stubEnv('TZ', 'America/Los_Angeles')
  expect(beginningOf('2026-11-25')).toBe('2026-11-25T08:00:00.000Z')
  expect(endOf('2026-12-31')).toBe('2027-01-01T08:00:00.000Z')
})

test('what was chosen is shown again, in every zone', () => {
  const days = fc.date({ min: new Date('2000-01-02'), max: new Date('2040-01-01'), noInvalidDate: true })
  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Apia', 'America/Santiago', 'Asia/Kathmandu')
  fc.assert(
    fc.property(days, zones, (date, zone) => {
      vi.stubEnv('TZ', zone)
      const day = date.toISOString().slice(0, 10)
      // Samoa left this day out when it moved across the date line.
      fc.pre(!(zone === 'Pacific/Apia' && day === '2011-12-30'))
      expect(dayOf(beginningOf(day))).toBe(day)
      expect(lastDayBefore(endOf(day))).toBe(day)
    }),
  )
  expect([dayOf('x'), dayOf(undefined), lastDayBefore('x')]).toEqual([null, null, null])
})
