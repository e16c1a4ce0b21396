import { expect, test } from 'vitest'
import { daysBefore } from './days-before.ts'

test('days are those of the calendar, over a change of the clocks as well', () => {
  // 23:16 in New York, before and after the end of summer time there.
  expect(daysBefore(new Date('2026-11-25T04:16:00Z'), 30)).toEqual(new Date('2026-10-26T03:16:00Z'))
  expect(daysBefore(new Date('2026-11-25T04:16:00Z'), 3)).toEqual(new Date('2026-11-22T04:16:00Z'))
})
