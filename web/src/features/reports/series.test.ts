import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from './report-range.ts'
import { seriesOf } from './series.ts'

test('days without numbers are zero', () => {
  const { points, step } = seriesOf(
    [{ day: '2026-03-02', sent: 3 }],
    { from: '2026-03-01', to: '2026-03-03' },
    {
      sent: 0,
    },
  )
  expect(step).toBe('day')
  expect(points).toEqual([
    { day: '2026-03-01', sent: 0 },
    { day: '2026-03-02', sent: 3 },
    { day: '2026-03-03', sent: 0 },
  ])
  expect(seriesOf([], {}, { sent: 0 }).points).toEqual([])
})

test('nothing is lost or counted twice, by day or by week, and places follow each other', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ after: fc.nat(400), sent: fc.nat(50) })), (some) => {
      const days = some
        .map(({ after, sent }) => ({ day: addDays('2026-01-01', after), sent }))
        .toSorted((a, b) => (a.day < b.day ? -1 : 1))
      const { points, step } = seriesOf(days, {}, { sent: 0 })
      const total = (list: readonly { sent: number }[]) => list.reduce((sum, { sent }) => sum + sent, 0)
      expect(total(points)).toBe(total(days))
      for (const [index, point] of points.entries()) {
        const next = points[index + 1]
        if (next) expect(next.day).toBe(addDays(point.day, step === 'day' ? 1 : 7))
        if (step === 'week') expect(new Date(point.day).getUTCDay()).toBe(1)
      }
    }),
  )
})
