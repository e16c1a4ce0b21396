import fc from 'fast-check'
import { expect, test } from 'vitest'
import { snoozeTimes } from './snooze-times.ts'

test('every time lies ahead, no two are the same, and Monday is one', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      (now) => {
        const times = snoozeTimes(now)
        for (const { at } of times) expect(at.getTime()).toBeGreaterThan(now.getTime())
        expect(new Set(times.map(({ at }) => at.getTime())).size).toBe(times.length)
        const monday = times.find(({ label }) => label === 'Monday morning' || label === 'Tomorrow morning')
        expect(monday).toBeDefined()
        for (const { label, at } of times)
          if (/morning/.test(label)) {
            expect(at.getHours()).toBe(9)
            expect([0, 6]).not.toContain(at.getDay())
          }
      },
    ),
  )
})
