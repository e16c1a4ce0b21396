import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { calendars, instants, zones } from './arbitraries.ts'
import { addWait, endOfWait } from './wait.ts'

const local = (zone: string, at: Date): DateTime => DateTime.fromJSDate(at, { zone })
const OPEN = { days: [1, 2, 3, 4, 5, 6, 7], isHoliday: () => false }

describe('waits', () => {
  test('minutes and hours are elapsed time', () => {
    fc.assert(
      fc.property(zones, instants, fc.integer({ min: 1, max: 500 }), (zone, from, amount) => {
        const minutes = addWait({ ...OPEN, zone, from, wait: { amount, unit: 'minutes' } })
        const hours = addWait({ ...OPEN, zone, from, wait: { amount, unit: 'hours' } })
        expect(minutes.getTime() - from.getTime()).toBe(amount * 60_000)
        expect(hours.getTime() - from.getTime()).toBe(amount * 3_600_000)
      }),
    )
  })

  test('days keep the local time; one that the clocks leave out becomes the moment of the change', () => {
    fc.assert(
      fc.property(zones, instants, fc.integer({ min: 1, max: 10 }), (zone, from, amount) => {
        const end = addWait({ ...OPEN, zone, from, wait: { amount, unit: 'days' } })
        const day = local(zone, from).toISODate() ?? ''
        const wantedDay = new Date(Date.parse(day) + amount * 86_400_000).toISOString().slice(0, 10)
        const time = local(zone, from).toFormat('HH:mm:ss.SSS')
        if (local(zone, end).toFormat('yyyy-MM-dd HH:mm:ss.SSS') === `${wantedDay} ${time}`) return
        // That local time never was: just before, clocks still showed an earlier one.
        const before = local(zone, new Date(end.getTime() - 1)).toFormat('yyyy-MM-dd HH:mm:ss.SSS')
        expect(before < `${wantedDay} ${time}`).toBe(true)
        expect(local(zone, end).toFormat('yyyy-MM-dd HH:mm:ss.SSS') > `${wantedDay} ${time}`).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('business days count the open days after the first that the zone has', () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 1, max: 10 }), (calendar, from, amount) => {
        const end = endOfWait({ ...calendar, from, wait: { amount, unit: 'business_days' } })
        if (end === null) return
        const { zone, days, isHoliday } = calendar
        const first = Date.parse(local(zone, from).toISODate() ?? '')
        const last = Date.parse(local(zone, end).toISODate() ?? '')
        let counted = 0
        for (let at = first + 86_400_000; at <= last; at += 86_400_000) {
          const day = new Date(at).toISOString().slice(0, 10)
          const noon = DateTime.fromISO(`${day}T12:00`, { zone })
          if (noon.toISODate() === day && days.some((one) => one === noon.weekday) && !isHoliday(day))
            counted++
        }
        expect(counted).toBe(amount)
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['over the change to summer time', 1, 'days', '2026-03-28T08:00:00Z', '2026-03-29T07:00:00Z'],
    ['into the hour that is left out', 1, 'days', '2026-03-28T01:30:00Z', '2026-03-29T01:00:00Z'],
    ['from Friday to Monday', 1, 'business_days', '2026-03-06T10:00:00Z', '2026-03-09T10:00:00Z'],
    ['from Saturday to Monday', 1, 'business_days', '2026-03-07T10:00:00Z', '2026-03-09T10:00:00Z'],
  ] as const)('%s in Berlin', (_what, amount, unit, from, end) => {
    const times = { zone: 'Europe/Berlin', days: [1, 2, 3, 4, 5], isHoliday: () => false }
    expect(addWait({ ...times, from: new Date(from), wait: { amount, unit } })).toEqual(new Date(end))
  })

  test('an end that never comes is said', () => {
    const closed = { zone: 'UTC', days: [], isHoliday: () => false }
    expect(() =>
      addWait({ ...closed, from: new Date(), wait: { amount: 1, unit: 'business_days' } }),
    ).toThrow(/No business day comes within two years/)
  })
})
