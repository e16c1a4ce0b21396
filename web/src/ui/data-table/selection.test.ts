import fc from 'fast-check'
import { expect, test } from 'vitest'
import { setRange, toggleAll, toggleKey } from './selection.ts'

const KEYS = ['a', 'b', 'c', 'd', 'e', 'f']
const selections = fc.subarray(KEYS).map((keys): ReadonlySet<string> => new Set(keys))
const key = fc.constantFrom(...KEYS)

test('toggling one row twice changes nothing, and once changes that row alone', () => {
  fc.assert(
    fc.property(selections, key, (selected, one) => {
      const once = toggleKey(selected, one)
      expect(once.has(one)).toBe(!selected.has(one))
      for (const other of KEYS) if (other !== one) expect(once.has(other)).toBe(selected.has(other))
      expect(toggleKey(once, one)).toEqual(selected)
    }),
  )
})

test('a range gets one state in either direction, and what is outside keeps its own', () => {
  fc.assert(
    fc.property(selections, key, key, fc.boolean(), (selected, from, to, isSelected) => {
      const after = setRange(selected, KEYS, { from, to, isSelected })
      expect(setRange(selected, KEYS, { from: to, to: from, isSelected })).toEqual(after)
      for (const one of KEYS) {
        const isInside = (one >= from && one <= to) || (one >= to && one <= from)
        expect(after.has(one)).toBe(isInside ? isSelected : selected.has(one))
      }
    }),
  )
})

test('all: everything unless everything is, and rows that are not shown keep their state', () => {
  expect([...toggleAll(new Set(['a', 'z']), ['a', 'b'])].sort()).toEqual(['a', 'b', 'z'])
  expect([...toggleAll(new Set(['a', 'b', 'z']), ['a', 'b'])]).toEqual(['z'])
})
