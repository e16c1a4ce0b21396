import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changed, filterOf, readProspectsSearch } from './prospects-search.ts'

test('whatever an address says, a search reads again as it was read', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('search', 'status', 'sort', 'tagId', 'where', 'x'), fc.jsonValue()),
      (given) => {
        const search = readProspectsSearch(given)
        expect(readProspectsSearch(search)).toEqual(search)
      },
    ),
  )
})

test('it keeps what it knows', () => {
  const search = {
    search: 'ann',
    status: 'replied',
    tagId: ['a', 'b'],
    where: ['title:empty'],
    sort: 'email',
    columns: ['title'],
  }
  expect(readProspectsSearch({ ...search, colour: 'red', sequenceState: 'odd' })).toEqual(search)
  expect(filterOf(readProspectsSearch(search))).not.toHaveProperty('columns')
  expect(changed(readProspectsSearch(search), { status: undefined, tagId: [] })).not.toHaveProperty('tagId')
})
