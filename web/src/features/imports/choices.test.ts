import { expect, test } from 'vitest'
import { askedOf, firstChoices, mapColumn } from './choices.ts'

test('the list is first called as the file is', () => {
  expect(firstChoices('Trade fair 2026.csv').list).toBe('Trade fair 2026')
  expect(firstChoices(undefined).list).toBe('')
  expect(askedOf({ ...firstChoices('a.csv'), list: ' a ' })).toEqual({
    list: 'a',
    tags: [],
    onExisting: 'update',
    mapping: {},
  })
})

test('one field takes one column, and any number may be left out', () => {
  const first = mapColumn({}, { column: 'A', target: 'Email' })
  const second = mapColumn(first, { column: 'B', target: 'Email' })
  expect(second).toEqual({ B: 'Email' })
  const without = mapColumn(mapColumn(second, { column: 'C', target: '-' }), { column: 'D', target: '-' })
  expect(without).toEqual({ B: 'Email', C: '-', D: '-' })
})
