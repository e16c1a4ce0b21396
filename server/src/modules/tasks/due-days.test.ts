import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueRange } from './due-days.ts'

describe('due days', () => {
  it('meet without a gap, and now is always today', () => {
    const zone = fc.constantFrom(
      'UTC',
      'America/New_York',
      'Asia/Kolkata',
      'Africa/Cairo',
      'Pacific/Apia',
      'America/Sao_Paulo',
    )
    const now = fc.date({
      min: new Date('2010-01-01T00:00:00Z'),
      max: new Date('2035-01-01T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(now, zone, (now, zone) => {
        const [overdue, today, upcoming] = (['overdue', 'today', 'upcoming'] as const).map((when) =>
          dueRange({ when, now, zone }),
        )
        expect(overdue?.until).toEqual(today?.from)
        expect(today?.until).toEqual(upcoming?.from)
        const hours = (Number(today?.until) - Number(today?.from)) / 3_600_000
        expect(hours).toBeGreaterThanOrEqual(23)
        expect(hours).toBeLessThanOrEqual(25)
        expect(Number(today?.from)).toBeLessThanOrEqual(now.getTime())
        expect(Number(today?.until)).toBeGreaterThan(now.getTime())
      }),
    )
  })

  it('follow the zone, also when the clocks change', () => {
    const now = new Date('2026-03-29T12:00:00Z')
    expect(dueRange({ when: 'today', now, zone: 'Europe/Berlin' })).toEqual({
      from: new Date('2026-03-28T23:00:00Z'),
      until: new Date('2026-03-29T22:00:00Z'),
    })
  })
})
