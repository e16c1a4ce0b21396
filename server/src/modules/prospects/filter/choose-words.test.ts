import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseWords } from './choose-words.ts'

test('common words are left to be looked at where there are rarer ones', () => {
  expect(chooseWords([5, 60, 9], 100)).toEqual([0, 2])
  expect(chooseWords([60, 30, 80], 100)).toEqual([1])
  expect(chooseWords([100], 100)).toEqual([0])
})

test('the rarest is always asked for, and nobody common beside a rare one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 8 }), (rows) => {
      const asked = chooseWords(rows, 1_000).map((place) => rows[place])
      expect(asked).toContain(Math.min(...rows))
      expect(asked.length === 1 || Math.max(...asked.map(Number)) < 100).toBe(true)
    }),
  )
})
