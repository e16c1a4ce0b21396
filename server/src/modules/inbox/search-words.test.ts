import fc from 'fast-check'
import { expect, test } from 'vitest'
import { searchQuery, searchWords } from './search-words.ts'

test('addresses and names are cut into words, in any case', () => {
  expect(searchWords('c1', ['Bob.Jones@x.test', null, 'Straße & Söhne'])).toEqual([
    ...['/c1', 'bob', 'jones', 'x', 'test', 'straße', 'söhne'],
  ])
  expect(searchQuery('c1', ' bob@X ')).toBe(`'/c1' & 'bob':* & 'x':*`)
})

const typed = fc
  .array(
    fc.oneof(fc.string({ unit: 'binary-ascii' }), fc.constantFrom('ß', '\u0000', '日本', '’', '\ud800', 'é')),
  )
  .map((parts) => parts.join(''))

test('whatever is typed makes a query of words alone, or none', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const query = searchQuery('c1', text)
      if (query !== null) expect(query).toMatch(/^'\/c1'( & '[\p{L}\p{N}\p{M}]+':\*)+$/u)
    }),
  )
})
