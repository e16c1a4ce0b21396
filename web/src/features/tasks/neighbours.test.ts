import fc from 'fast-check'
import { expect, test } from 'vitest'
import { neighbour, nextAfterClosing } from './neighbours.ts'

const items = ['a', 'b', 'c'].map((id) => ({ id }))

test('one moves within the list', () => {
  expect(neighbour(items, 'a', 1)?.id).toBe('b')
  expect(neighbour(items, 'c', 1)?.id).toBe('c')
  expect(neighbour(items, 'a', -1)?.id).toBe('a')
  expect(neighbour(items, undefined, 1)?.id).toBe('a')
  expect(neighbour([], 'a', 1)).toBeUndefined()
})

test('closing one task after the other works through all of them', () => {
  fc.assert(
    fc.property(fc.nat(6), fc.nat(5), (size, from) => {
      let left = Array.from({ length: size }, (_, index) => ({ id: String(index) }))
      let current = left[Math.min(from, size - 1)]
      const closed: string[] = []
      while (current) {
        const { id } = current
        const next = nextAfterClosing(left, id)
        closed.push(id)
        left = left.filter((item) => item.id !== id)
        current = next
      }
      expect(closed.toSorted()).toEqual(Array.from({ length: size }, (_, index) => String(index)))
    }),
  )
})
