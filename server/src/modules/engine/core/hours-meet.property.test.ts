import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendars, instants, weekdays, windows, zones } from './arbitraries.ts'
import { isSendable } from './delivery-window.ts'
import { hoursApart, hoursInWords, hoursMeetAt } from './hours-meet.ts'
import type { MailboxLimits } from './mailbox-limits.ts'
import { ownTimes } from './next-slot.ts'
import { MONDAY } from './situation-fixture.ts'
import { MINUTE_MS } from './zone-days.ts'

const limitsIn = (own: Pick<MailboxLimits, 'zone' | 'window' | 'days'>): MailboxLimits => ({
  ...{ daily: 500, hourly: null, minGapSeconds: 0, maxGapSeconds: 0, ramp: null },
  ...own,
})
const someLimits = fc.record({ zone: zones, window: windows, days: weekdays }).map(limitsIn)

describe('the hours of a mailbox and of a sequence', () => {
  test('meet first at a moment that is open in both; before it no quarter of an hour is', () => {
    fc.assert(
      fc.property(someLimits, calendars, instants, fc.nat({ max: 1000 }), (limits, times, from, quarter) => {
        const at = hoursMeetAt({ limits, times, from })
        const both = (moment: Date) =>
          isSendable({ ...times, at: moment }) && isSendable({ ...ownTimes(limits), at: moment })
        if (at) {
          expect(at >= from).toBe(true)
          expect(both(at)).toBe(true)
        }
        const some = new Date(from.getTime() + quarter * 15 * MINUTE_MS)
        if (!at || some < at) expect(both(some)).toBe(false)
      }),
    )
  })

  test('that meet only while clocks stand at summer time meet', () => {
    const limits = limitsIn({ zone: 'Europe/Berlin', window: { from: '07:00', to: '08:00' }, days: null })
    const times = { zone: 'UTC', window: { from: '05:00', to: '06:00' }, days: [1], isHoliday: () => false }
    expect(hoursMeetAt({ limits, times, from: MONDAY })).toEqual(new Date('2026-03-30T05:00:00Z'))
    const never = { ...times, window: { from: '04:00', to: '05:00' } }
    expect(hoursApart({ limits, times: never, from: MONDAY })).toMatchObject({
      mailbox: { zone: 'Europe/Berlin', window: { from: '07:00', to: '08:00' } },
      sequence: { zone: 'UTC', window: { from: '04:00', to: '05:00' }, days: [1] },
    })
  })

  test('are written with their zone, and with hours and days unless all are open', () => {
    const window = { from: '09:00', to: '17:00' }
    expect(hoursInWords({ zone: 'UTC', window, days: [5, 1] })).toBe('09:00–17:00, Mon Fri (UTC)')
    expect(hoursInWords({ zone: 'UTC', window, days: [1, 2, 3, 4, 5, 6, 7] })).toBe('09:00–17:00 (UTC)')
    const wholeDay = { from: '00:00', to: '00:00' }
    expect(hoursInWords({ zone: 'UTC', window: wholeDay, days: [6] })).toBe('Sat (UTC)')
    expect(hoursInWords({ zone: 'UTC', window: wholeDay, days: [1, 2, 3, 4, 5, 6, 7] })).toBe(
      'at any hour (UTC)',
    )
  })
})
