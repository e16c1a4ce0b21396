import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseWords } from './choose-words.ts'

test('beginnings of very many words are left to be looked at where there are others', () => {
  const [name, sales] = [
    { rows: 900, words: 1 },
    { rows: 50_000, words: 3 },
  ]
  const letter = { rows: 400, words: 60 }
  expect(chooseWords([name, letter, sales])).toEqual([0, 2])
  expect(chooseWords([{ rows: 800, words: 90 }, letter])).toEqual([1])
  expect(chooseWords([letter])).toEqual([0])
})

test('whatever stands for few words is asked for, and something always is', () => {
  const word = fc.record({ rows: fc.nat(1_000), words: fc.nat(100) })
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
      const asked = chooseWords(words)
      expect(asked.length).toBeGreaterThan(0)
      for (const [place, { words: of }] of words.entries()) if (of <= 25) expect(asked).toContain(place)
    }),
  )
})
