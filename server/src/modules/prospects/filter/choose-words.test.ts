import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseWords } from './choose-words.ts'

/** Of each word, the share that has it, and whether it is a beginning; they have nothing to do with each other. */
const choose = (...words: { share: number; begins?: boolean; variety?: number }[]) =>
  chooseWords(
    { begins: words.map(({ begins }) => (begins ? 'SQL' : null)) },
    {
      atMost: (places) => places.reduce((part, place) => part * (words[place]?.share ?? 1), 1),
      variety: (place) => words[place]?.variety ?? 0.01,
    },
  )

test('words that hardly anybody lacks, and beginnings that many have, are left to be looked at', () => {
  const rare = { share: 0.0005 }
  expect(choose(rare, { share: 1 }).places).toEqual([0])
  expect(choose({ share: 0.2, begins: true }, rare).places).toEqual([1])
  expect(choose({ share: 0.2 }, { share: 0.1 }).places).toEqual([0, 1])
  expect(choose({ share: 0.4, begins: true, variety: 1 }, { share: 0.05 }).places).toEqual([1])
  expect(choose({ share: 0.4, begins: true, variety: 1 }).places).toEqual([0])
})

test('the index is always asked for something, and for nothing twice', () => {
  const word = fc.record({
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    begins: fc.boolean(),
    variety: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
      const { places, part, cost } = choose(...words)
      expect(places.length).toBeGreaterThan(0)
      expect(new Set(places).size).toBe(places.length)
      expect(part).toBeCloseTo(places.reduce((all, place) => all * (words[place]?.share ?? 1), 1))
      expect(cost).toBeGreaterThanOrEqual(0)
    }),
  )
})
