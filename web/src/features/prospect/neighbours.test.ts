import { expect, test } from 'vitest'
import { idsOfPages, neighboursIn } from './neighbours.ts'

test('the neighbours of somebody are those of the list he was found in', () => {
  const pages = [{ items: [{ id: 'a' }, { id: 'b' }], next: 'x' }, { items: [{ id: 'c' }] }]
  const ids = idsOfPages({ pages, pageParams: [null, 'x'] })
  expect(ids).toEqual(['a', 'b', 'c'])
  expect(neighboursIn(ids, 'b')).toEqual({ previous: 'a', next: 'c', place: 2, count: 3 })
  expect(neighboursIn(ids, 'a')).toMatchObject({ previous: null, next: 'b' })
  expect(neighboursIn(ids, 'c')).toMatchObject({ previous: 'b', next: null })
  expect(neighboursIn(ids, 'z')).toBeNull()
})

test.each([undefined, null, 'text', { pages: 3 }, { pages: [null, { items: [{}] }] }])(
  'what is no list of pages holds nobody: %j',
  (data) => expect(idsOfPages(data)).toEqual([]),
)
