import { expect, test } from 'vitest'
import { wordShares } from './word-shares.ts'

const alike = (count: number, ...fits: boolean[]) => ({ fits, count, begun: fits.map(() => []) })

test('where many were seen to have words, those say how many have; words can go together, and exclude each other', () => {
  const { share } = wordShares(
    [alike(100, true, true), alike(100, true, false), alike(400, false, false)],
    [0.1, 0.1],
  )
  expect([share([]), share([0]), share([0, 1])]).toEqual([1, 200 / 600, 100 / 600])
  const apart = wordShares(
    [alike(100, true, false), alike(100, false, true), alike(400, false, false)],
    [0.2, 0.2],
  )
  expect(apart.share([0, 1])).toBeLessThan(1 / 600)
})

test('where few were seen, the statistics count too, as far as they can be', () => {
  const { share, atMost } = wordShares([alike(600, false)], [0.001])
  expect(share([0])).toBeCloseTo(0.0005)
  expect(atMost([0])).toBeGreaterThan(share([0]))
  const one = [alike(1, true), alike(599, false)]
  expect(wordShares(one, [0.5]).share([0])).toBeLessThan(0.01)
  const none = wordShares([], [0])
  expect([none.share([]), none.share([0]) > 0]).toEqual([1, true])
})

test('a beginning may stand for one word or for another with everybody', () => {
  const begun = (...words: string[]) => [{ fits: [true], count: 4, begun: [words] }]
  expect(wordShares(begun('a', 'a', 'a', 'a'), [0.1]).variety(0)).toBe(0.25)
  expect(wordShares(begun('a', 'ab', 'ac', 'ad'), [0.1]).variety(0)).toBe(1)
  expect(wordShares(begun(), [0.1]).variety(0)).toBe(1)
})
