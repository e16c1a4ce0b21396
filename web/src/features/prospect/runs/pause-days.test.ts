import fc from 'fast-check'
import { expect, test } from 'vitest'
import { earliestDay, morningOf, pauseDays } from './pause-days.ts'

test('next Monday is a Monday after today, whatever today is, and every day lies ahead', () => {
  const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(days, (now) => {
      const all = pauseDays(now)
      const monday = all.find(({ label }) => label === 'Next Monday')
      expect(new Date(`${monday?.day}T12:00:00`).getDay()).toBe(1)
      for (const { day } of all) {
        expect(day >= earliestDay(now)).toBe(true)
        expect(new Date(morningOf(day) ?? 0) > now).toBe(true)
      }
    }),
  )
})

test('what is no day is none', () => {
  expect(morningOf('')).toBeNull()
  expect(morningOf('soon')).toBeNull()
})
