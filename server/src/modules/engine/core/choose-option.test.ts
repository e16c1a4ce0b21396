import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseOption } from './choose-option.ts'

const options = fc
  .array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 6 })
  .map((weights) => weights.map((weight, index) => ({ id: index, weight })))

test('options are chosen in the shares that their weights name', () => {
  fc.assert(
    fc.property(options, (some) => {
      const total = some.reduce((sum, { weight }) => sum + weight, 0)
      fc.pre(total > 0)
      const draws = 1000
      const counts = new Map<number, number>()
      for (let draw = 0; draw < draws; draw++) {
        const id = chooseOption(some, (draw + 0.5) / draws)?.id ?? -1
        counts.set(id, (counts.get(id) ?? 0) + 1)
      }
      for (const { id, weight } of some)
        expect(Math.abs((counts.get(id) ?? 0) - (draws * weight) / total)).toBeLessThanOrEqual(1)
    }),
  )
})

test('one that is switched off is never chosen, not even by rounding at the end', () => {
  fc.assert(
    fc.property(options, fc.double({ min: 0, max: 1, noNaN: true }), (some, random) => {
      const chosen = chooseOption(some, random)
      if (some.every(({ weight }) => weight === 0)) expect(chosen).toBeNull()
      else expect(chosen?.weight).toBeGreaterThan(0)
    }),
  )
})
