import { expect, test } from 'vitest'
import { chooseSources } from './choose-source.ts'

const page = { total: 1_000_000, limit: 100 }

test('what few are in is walked through, and all prospects where nearly everybody fits', () => {
  expect(chooseSources([{ rows: 200, isOrdered: true }], page)).toEqual([0])
  expect(chooseSources([{ rows: 700_000, isOrdered: true }], page)).toEqual([0])
  expect(chooseSources([{ rows: 900_000, isOrdered: false, read: 900_000 }], page)).toEqual([])
})

test('two that may exclude each other are compared where that costs little', () => {
  const [list, answered, contacted] = [
    { rows: 25_000, isOrdered: true },
    { rows: 20_000, isOrdered: true },
    { rows: 560_000, isOrdered: true },
  ]
  expect(chooseSources([list, answered], page).toSorted()).toEqual([0, 1])
  expect(chooseSources([list, contacted], page)).toEqual([0])
  expect(chooseSources([{ rows: 100, isOrdered: true }, list], page)).toEqual([0])
})
