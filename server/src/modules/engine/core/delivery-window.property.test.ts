import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { calendars, ERAS, instants, weekdays, windows, ZONES, zones } from './arbitraries.ts'
import { type DeliveryTimes, findSendable, isSendable, nextSendable, windowEnd } from './delivery-window.ts'

const localDay = (zone: string, at: Date): string => DateTime.fromJSDate(at, { zone }).toISODate() ?? ''
const localTime = (zone: string, at: Date): string => DateTime.fromJSDate(at, { zone }).toFormat('HH:mm:ss')

/** The days that people in a zone live through between two instants, found by looking at the clock every hour. */
const daysLived = (zone: string, from: Date, until: Date): string[] => {
  const days = new Set<string>()
  for (let at = from.getTime(); at < until.getTime(); at += 3_600_000) days.add(localDay(zone, new Date(at)))
  return [...days]
}

/** The first moment of a later day: of two midnights, where clocks go back over one, the first. */
const dawnAfter = (zone: string, at: Date, days: number): Date => {
  let dawn = DateTime.fromJSDate(at, { zone }).plus({ days }).startOf('day')
  for (let earlier = dawn; earlier.toISODate() === dawn.toISODate(); earlier = earlier.minus({ minutes: 15 }))
    dawn = earlier
  return dawn.toJSDate()
}

/** The windows that begin from the first local midnight after `from` on, until `until`, one after the other. */
const windowsBetween = (times: DeliveryTimes, from: Date, until: Date): { opens: Date; closes: Date }[] => {
  const found: { opens: Date; closes: Date }[] = []
  for (let at = from; at < until; ) {
    const opens = nextSendable({ ...times, from: at })
    const closes = windowEnd({ ...times, at: opens })
    if (closes === null) throw new Error(`closed at ${opens.toISOString()}, which nextSendable answered`)
    found.push({ opens, closes })
    at = closes
  }
  return found
}

describe('delivery windows', () => {
  test('the next moment is open, not before it was asked for, and the first of all', () => {
    fc.assert(
      fc.property(
        calendars,
        instants,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }),
        (calendar, from, parts) => {
          const found = findSendable({ ...calendar, from })
          if (found === null) return
          expect(found.getTime()).toBeGreaterThanOrEqual(from.getTime())
          expect(isSendable({ ...calendar, at: found })).toBe(true)
          for (const part of parts) {
            const between = new Date(from.getTime() + Math.floor(part * (found.getTime() - from.getTime())))
            if (between < found) expect(isSendable({ ...calendar, at: between })).toBe(false)
          }
        },
      ),
    )
  })

  test('an open moment lies between the ends of the window in local time, on a day that is named', () => {
    fc.assert(
      fc.property(calendars, instants, (calendar, from) => {
        const found = findSendable({ ...calendar, from })
        if (found === null) return
        const { zone, window } = calendar
        const time = localTime(zone, found)
        const overMidnight = window.to < window.from && time < `${window.from}:00`
        const begunOn = DateTime.fromJSDate(found, { zone }).minus({ days: overMidnight ? 1 : 0 })
        // An end that a change of the clocks moves is looked at by the tests below.
        if (
          DateTime.fromJSDate(found, { zone }).minus({ hours: 26 }).offset !==
          DateTime.fromJSDate(found, { zone }).plus({ hours: 26 }).offset
        )
          return
        if (window.from !== window.to)
          expect(overMidnight ? time < `${window.to}:00` : time >= `${window.from}:00`).toBe(true)
        if (window.from < window.to) expect(time < `${window.to}:00`).toBe(true)
        expect(calendar.days).toContain(begunOn.weekday)
        expect(calendar.isHoliday(begunOn.toISODate() ?? '')).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  test('every day has one window, also when the clocks change or a day is missing', () => {
    fc.assert(
      fc.property(zones, windows, instants, (zone, window, about) => {
        const times: DeliveryTimes = { zone, window, days: [1, 2, 3, 4, 5, 6, 7], isHoliday: () => false }
        const dawn = dawnAfter(zone, about, 1)
        const until = dawnAfter(zone, about, 6)
        // A window that began the evening before belongs to the day before.
        const evening = windowEnd({ ...times, at: new Date(dawn.getTime() - 1) })
        const from = evening && evening > dawn ? evening : dawn
        const begun = windowsBetween(times, from, until).filter(({ opens }) => opens < until)
        expect(begun.map(({ opens }) => localDay(zone, opens))).toEqual(daysLived(zone, dawn, until))
      }),
      { numRuns: 500 },
    )
  })

  test('two windows of days that meet where the clocks leave midnight out are still two', () => {
    const times: DeliveryTimes = {
      zone: 'America/Sao_Paulo',
      window: { from: '00:30', to: '00:15' },
      days: [1, 2, 3, 4, 5, 6, 7],
      isHoliday: () => false,
    }
    const change = new Date('2018-11-04T03:00:00Z')
    expect(windowEnd({ ...times, at: new Date(change.getTime() - 1) })).toEqual(change)
    expect(windowEnd({ ...times, at: change })).toEqual(new Date('2018-11-05T02:15:00Z'))
  })

  test.each([
    [
      'a window that summer time removes opens at the change',
      'Europe/Berlin',
      { from: '02:15', to: '02:45' },
      '2026-03-28T12:00:00Z',
      '2026-03-29T01:00:00Z',
      '2026-03-29T01:30:00Z',
    ],
    [
      'half an hour of summer time',
      'Australia/Lord_Howe',
      { from: '02:00', to: '02:20' },
      '2026-10-03T12:00:00Z',
      '2026-10-03T15:30:00Z',
      '2026-10-03T15:50:00Z',
    ],
    [
      'a day that begins at 01:00',
      'America/Sao_Paulo',
      { from: '00:00', to: '00:30' },
      '2018-11-04T00:00:00Z',
      '2018-11-04T03:00:00Z',
      '2018-11-04T03:30:00Z',
    ],
    [
      'an hour that comes twice counts once',
      'Europe/Berlin',
      { from: '02:15', to: '02:45' },
      '2026-10-24T12:00:00Z',
      '2026-10-25T00:15:00Z',
      '2026-10-25T00:45:00Z',
    ],
    [
      'Samoa had no 30 December 2011',
      'Pacific/Apia',
      { from: '09:00', to: '10:00' },
      '2011-12-29T21:00:00Z',
      '2011-12-30T19:00:00Z',
      '2011-12-30T20:00:00Z',
    ],
    [
      'Ramadan begins in Casablanca',
      'Africa/Casablanca',
      { from: '02:15', to: '02:45' },
      '2026-02-14T12:00:00Z',
      '2026-02-15T01:15:00Z',
      '2026-02-15T01:45:00Z',
    ],
  ])('%s', (_what, zone, window, from, opens, closes) => {
    const times: DeliveryTimes = { zone, window, days: [1, 2, 3, 4, 5, 6, 7], isHoliday: () => false }
    const found = nextSendable({ ...times, from: new Date(from) })
    expect(found.toISOString()).toBe(new Date(opens).toISOString())
    expect(windowEnd({ ...times, at: found })?.toISOString()).toBe(new Date(closes).toISOString())
  })

  test('a window over midnight belongs to the day on which it began', () => {
    const times: DeliveryTimes = {
      zone: 'Europe/Berlin',
      window: { from: '22:00', to: '06:00' },
      days: [5],
      isHoliday: () => false,
    }
    // Friday 23:00, Saturday 05:59, Saturday 06:00, Saturday 23:00
    const sendable = [
      '2026-03-06T22:00:00Z',
      '2026-03-07T04:59:00Z',
      '2026-03-07T05:00:00Z',
      '2026-03-07T22:00:00Z',
    ]
    expect(sendable.map((at) => isSendable({ ...times, at: new Date(at) }))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  test('nothing is found, and it is said, when every day is closed', () => {
    const closed: DeliveryTimes = {
      zone: 'UTC',
      window: { from: '09:00', to: '17:00' },
      days: [1],
      isHoliday: () => true,
    }
    expect(findSendable({ ...closed, from: new Date() })).toBeNull()
    expect(() => nextSendable({ ...closed, from: new Date() })).toThrow(/name at least one weekday/)
  })

  test('the clocks of these tests do change in the weeks of these tests', () => {
    const changing = ZONES.filter((zone) =>
      ERAS.some((era) => {
        const begin = DateTime.fromISO(era, { zone })
        return [0, 1, 2, 3, 4, 5, 6].some(
          (days) => begin.plus({ days }).offset !== begin.plus({ days: days + 1 }).offset,
        )
      }),
    )
    expect(changing).toEqual(
      ZONES.filter((zone) => !['UTC', 'Asia/Kathmandu', 'Pacific/Kiritimati'].includes(zone)),
    )
  })

  test('days of the week are as people count them', () => {
    fc.assert(
      fc.property(zones, weekdays, instants, (zone, days, at) => {
        const times = { zone, days, window: { from: '00:00', to: '00:00' }, isHoliday: () => false }
        expect(isSendable({ ...times, at })).toBe(
          days.some((day) => day === DateTime.fromJSDate(at, { zone }).weekday),
        )
      }),
    )
  })
})
