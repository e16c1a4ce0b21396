import { expect, test } from 'vitest'
import { readInboxSearch } from './inbox-search.ts'
import { queryOf } from './thread-query.ts'

test('an address is read back as it was written, and what it cannot mean is left out', () => {
  const search = { folder: 'replies', thread: 'a1', q: 'bob', who: 'me', mailbox: 'm1', unread: true }
  expect(readInboxSearch(search)).toEqual(search)
  expect(readInboxSearch({ folder: 'all', thread: 3, q: '', who: null, unread: 'yes', more: 1 })).toEqual({})
})

test('own answers are shown whatever has become of their threads, other kinds while they are open', () => {
  expect(queryOf({ folder: 'own' }, 'me')).toMatchObject({ kind: 'own_answer', state: 'all' })
  expect(queryOf({ folder: 'replies', who: 'me' }, 'u1')).toEqual({
    kind: 'reply',
    state: 'open',
    assigneeId: 'u1',
  })
  expect(queryOf({ folder: 'done', q: 'x' }, 'u1')).toEqual({ state: 'done', q: 'x' })
})

test('a search in all that is open looks everywhere', () => {
  expect(queryOf({ q: 'x' }, 'u1')).toEqual({ state: 'all', q: 'x' })
})
