import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween, daysOfPreset, PRESETS, todayIn } from './report-range.ts'

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test('presets are what they are called', () => {
  const of = (preset: (typeof PRESETS)[number]) => daysOfPreset(preset, '2026-03-02')
  expect(of('7d')).toEqual({ from: '2026-02-24', to: '2026-03-02' })
  expect(of('month')).toEqual({ from: '2026-03-01', to: '2026-03-02' })
  expect(of('last-month')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  expect(of('year')).toEqual({ from: '2026-01-01', to: '2026-03-02' })
  expect(of('all')).toEqual({})
})

test('a range never ends before it begins, nor after today', () => {
  fc.assert(
    fc.property(day, fc.constantFrom(...PRESETS), (today, preset) => {
      const { from = today, to = today } = daysOfPreset(preset, today)
      expect(from <= to).toBe(true)
      expect(to <= today).toBe(true)
    }),
  )
})

test('days are counted and moved alike', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 4000 }), (from, days) => {
      expect(daysBetween(from, addDays(from, days))).toBe(days + 1)
    }),
  )
})

test('today is that of the zone', () => {
  const now = new Date('2026-03-02T11:30:00Z')
  expect(todayIn('UTC', now)).toBe('2026-03-02')
  expect(todayIn('Pacific/Auckland', now)).toBe('2026-03-03')
  expect(todayIn('Pacific/Honolulu', now)).toBe('2026-03-02')
})
