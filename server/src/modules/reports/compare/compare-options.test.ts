import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chancesToBeBest } from './chances-to-be-best.ts'
import { compareOptions } from './compare-options.ts'
import { differenceInterval, shareOf, type Trials, trialsToTell, wilsonInterval } from './proportions.ts'

const trialsUpTo = (most: number): fc.Arbitrary<Trials> =>
  fc.nat(most).chain((trials) => fc.nat(trials).map((successes) => ({ successes, trials })))

/** ln B(a, b) of whole numbers. */
const logBeta = (a: number, b: number): number =>
  logFactorial(a - 1) + logFactorial(b - 1) - logFactorial(a + b - 1)
const logFactorial = (n: number): number => {
  let sum = 0
  for (let i = 2; i <= n; i++) sum += Math.log(i)
  return sum
}

/** The closed form for two: how likely the second's true share is higher. */
const secondBeatsFirst = (first: Trials, second: Trials): number => {
  const [a, b] = [first.successes + 1, first.trials - first.successes + 1]
  const [c, d] = [second.successes + 1, second.trials - second.successes + 1]
  let sum = 0
  for (let i = 0; i < c; i++)
    sum += Math.exp(logBeta(a + i, b + d) - Math.log(d + i) - logBeta(1 + i, d) - logBeta(a, b))
  return sum
}

describe('the chance to be best', () => {
  test('is what the closed form says, for two', () => {
    fc.assert(
      fc.property(trialsUpTo(60), trialsUpTo(60), (first, second) => {
        expect(chancesToBeBest([first, second])[1]).toBeCloseTo(secondBeatsFirst(first, second), 2)
      }),
      {
        numRuns: 60,
        // Whose grid's last point is rounded to beyond 1.
        examples: [
          [
            { successes: 0, trials: 0 },
            { successes: 16, trials: 17 },
          ],
        ],
      },
    )
  })

  test('adds up to one, and belongs to the numbers, not to the place', () => {
    fc.assert(
      fc.property(fc.array(trialsUpTo(5000), { minLength: 2, maxLength: 4 }), (options) => {
        const chances = chancesToBeBest(options)
        expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9)
        const turned = chancesToBeBest(options.toReversed()).toReversed()
        for (const [index, chance] of chances.entries()) expect(turned[index]).toBeCloseTo(chance, 6)
      }),
      { numRuns: 40 },
    )
  })

  test('grows with successes', () => {
    fc.assert(
      fc.property(trialsUpTo(400), trialsUpTo(400), (first, second) => {
        fc.pre(first.successes < first.trials)
        const more = { ...first, successes: first.successes + 1 }
        expect(chancesToBeBest([more, second])[0]).toBeGreaterThanOrEqual(
          (chancesToBeBest([first, second])[0] ?? 0) - 1e-6,
        )
      }),
      { numRuns: 40 },
    )
  })

  test('is told apart for millions as for tens', () => {
    const close = chancesToBeBest([
      { successes: 50_000, trials: 1_000_000 },
      { successes: 50_500, trials: 1_000_000 },
      { successes: 1, trials: 50 },
    ])
    // Five standard errors of a difference are 0.0015; here it is 0.0005, which is 1.6.
    expect((close[1] ?? 0) / ((close[0] ?? 0) + (close[1] ?? 0))).toBeCloseTo(0.947, 2)
  })
})

describe('intervals', () => {
  test('are those of the literature', () => {
    // Newcombe 1998, table II: 56/70 against 48/80, method 10.
    const first = { successes: 56, trials: 70 }
    const second = { successes: 48, trials: 80 }
    expect(differenceInterval(first, second).low).toBeCloseTo(0.0524, 3)
    expect(differenceInterval(first, second).high).toBeCloseTo(0.3339, 3)
  })

  test('hold the share and the difference, and stay between the possible', () => {
    fc.assert(
      fc.property(trialsUpTo(1000), trialsUpTo(1000), (first, second) => {
        const one = wilsonInterval(first)
        expect(one.low).toBeGreaterThanOrEqual(0)
        expect(one.high).toBeLessThanOrEqual(1)
        if (first.trials === 0 || second.trials === 0) return
        expect(one.low).toBeLessThanOrEqual(shareOf(first) + 1e-12)
        expect(one.high).toBeGreaterThanOrEqual(shareOf(first) - 1e-12)
        const both = differenceInterval(first, second)
        const difference = shareOf(first) - shareOf(second)
        expect(both.low).toBeLessThanOrEqual(difference + 1e-12)
        expect(both.high).toBeGreaterThanOrEqual(difference - 1e-12)
        expect(both.low).toBeGreaterThanOrEqual(-1 - 1e-12)
        expect(both.high).toBeLessThanOrEqual(1 + 1e-12)
        // Seen from the other side, it is the same interval.
        const turned = differenceInterval(second, first)
        expect(turned.low).toBeCloseTo(-both.high, 9)
      }),
    )
  })
})

test('the smaller a difference, the more mails it needs', () => {
  const of = (successes: number): Trials => ({ successes, trials: 1000 })
  // 10 % against 5 %: 432 each by the textbook formula without correction.
  expect(trialsToTell(of(100), of(50))).toBe(432)
  expect(trialsToTell(of(100), of(90))).toBeGreaterThan(10_000)
  expect(trialsToTell(of(100), of(100))).toBeNull()
})

describe('a comparison', () => {
  const of = (id: string, successes: number, trials: number) => ({ id, successes, trials })

  test.each([
    ['too few mails', [of('A', 20, 49), of('B', 2, 400)], 'too_few', 'A'],
    ['too few successes', [of('A', 8, 400), of('B', 1, 400)], 'too_few', 'A'],
    ['no clear difference', [of('A', 20, 200), of('B', 24, 200)], 'open', 'B'],
    ['a clear difference', [of('A', 20, 400), of('B', 60, 400)], 'decided', 'B'],
    ['no difference', [of('A', 20, 200), of('B', 20, 200)], 'open', null],
    ['three options', [of('A', 20, 400), of('B', 60, 400), of('C', 58, 400)], 'open', 'B'],
  ] as const)('of %s says so', (_name, options, verdict, leaderId) => {
    expect(compareOptions(options)).toMatchObject({ verdict, leaderId })
  })

  test('of one option is none', () => {
    expect(compareOptions([of('A', 20, 200)])).toBeNull()
  })

  test('never calls better what is not sure to be', () => {
    fc.assert(
      fc.property(fc.array(trialsUpTo(2000), { minLength: 2, maxLength: 4 }), (trials) => {
        const options = trials.map((one, index) => ({ ...one, id: String(index) }))
        const comparison = compareOptions(options)
        const chance = comparison?.options.find(({ id }) => id === comparison.leaderId)?.chanceToBeBest ?? 0
        if (comparison?.verdict === 'decided') expect(chance).toBeGreaterThanOrEqual(0.95)
      }),
      { numRuns: 60 },
    )
  })
})
