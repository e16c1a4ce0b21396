import { describe, expect, test } from 'vitest'
import { holidaysOf } from './holidays.ts'

describe('holidays', () => {
  test.each([
    ['DE', '2026-12-25', true],
    ['DE', '2026-12-23', false],
    // Epiphany is one in Bavaria and not in all of Germany; the feast of Augsburg only there.
    ['DE', '2026-01-06', false],
    ['DE-BY', '2026-01-06', true],
    ['DE-BY', '2026-08-08', false],
    ['DE-BY-A', '2026-08-08', true],
    // The fourth Thursday of November, and a Sunday's substitute.
    ['US', '2026-11-26', true],
    ['US', '2026-11-27', false],
    ['US', '2022-06-20', true],
    ['US-CA', '2026-03-31', true],
    // New Year's Day of 2028 is a Saturday; its day off lies in the year before.
    ['US', '2027-12-31', true],
    // Several days, also from one year into the next.
    ['CN', '2026-02-18', true],
    ['SZ', '2027-01-02', true],
    ['SZ', '2027-01-03', false],
  ])('in %s, %s: %s', (country, day, closed) => {
    expect(holidaysOf({ country, days: [] })(day)).toBe(closed)
  })

  test('half a holiday in the afternoon leaves its day open', () => {
    // Youth Day frees the young from noon on; Labour Day everybody.
    expect(['2026-05-04', '2026-05-01'].map(holidaysOf({ country: 'CN', days: [] }))).toEqual([false, true])
  })

  test('own days count beside those of the country, and alone', () => {
    const days = ['2026-03-03']
    expect(['2026-03-03', '2026-12-25', '2026-03-04'].map(holidaysOf({ country: 'DE', days }))).toEqual([
      true,
      true,
      false,
    ])
    expect(['2026-03-03', '2026-12-25'].map(holidaysOf({ days }))).toEqual([true, false])
  })
})
