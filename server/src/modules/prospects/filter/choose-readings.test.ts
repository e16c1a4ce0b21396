import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseReadings, costOf, type Reading, type Wanted } from './choose-readings.ts'

const TOTAL = 1_000_000
const reading = (place: number, through: number, more: Partial<Reading> = {}): Reading => ({
  ...{ answers: [place], narrows: [place], before: 0, through, planned: 10_000 },
  ...more,
})
const wanted = (...shares: number[]): Wanted => ({
  conditions: shares.map((share) => ({ share, atMost: share, isOfRow: false })),
  total: TOTAL,
  limit: 100,
})

test('of what few are in the others are looked up, and two that many are in are compared', () => {
  const [few, many, most] = [reading(0, 20), reading(1, 10_000), reading(1, 100_000)]
  expect(chooseReadings([few, many], wanted(0.0001, 0.05))).toEqual([0])
  expect(chooseReadings([reading(0, 10_000), many], wanted(0.05, 0.05)).toSorted()).toEqual([0, 1])
  expect(chooseReadings([few, most], wanted(0.0001, 0.5))).toEqual([0])
})

test('what has to be read to its end before it has anybody is not, where somebody is met soon anyway', () => {
  const [gathered, walked] = [reading(0, 2_000, { before: 20_000 }), reading(0, 700_000)]
  expect(chooseReadings([gathered, walked], wanted(0.3))).toEqual([0])
  expect(chooseReadings([gathered, reading(0, 300_000)], wanted(0.3))).toEqual([1])
  expect(chooseReadings([gathered, walked], wanted(0.0001))).toEqual([0])
})

test('what PostgreSQL takes for next to nothing is not compared', () => {
  const misjudged = reading(0, 10_000, { planned: 3 })
  expect(chooseReadings([misjudged, reading(1, 10_000)], wanted(0.05, 0.05))).toHaveLength(1)
})

test('whatever there is to choose from, something is chosen that is no dearer than the best one alone', () => {
  const share = fc.double({ min: 1e-6, max: 1, noNaN: true })
  const one = fc.record({
    answers: fc.subarray([0, 1, 2]),
    narrows: fc.subarray([0, 1, 2]),
    before: fc.nat(100_000),
    through: fc.nat(1_000_000),
    planned: fc.nat(1_000_000),
  })
  fc.assert(
    fc.property(
      fc.array(one, { minLength: 1, maxLength: 6 }),
      fc.tuple(share, share, share),
      (readings, shares) => {
        const page = wanted(...shares)
        const chosen = chooseReadings(readings, page)
        expect(new Set(chosen).size).toBe(chosen.length)
        expect(chosen.length).toBeGreaterThan(0)
        const cost = costOf(
          chosen.flatMap((place) => readings[place] ?? []),
          page,
        )
        for (const alone of readings) expect(cost).toBeLessThanOrEqual(costOf([alone], page))
      },
    ),
  )
})
