import { expect, test } from 'vitest'
import { createRowReader } from './read-row.ts'

const read = createRowReader({
  tags: [],
  owner: null,
  mapping: ['Email', 'FirstName', null, 'Tags', 'custom:Industry', 'Phone'],
  list: 'Fair 2026',
})
const mistakeOf = (...cells: string[]) => {
  const row = read({ cells })
  return 'mistake' in row ? row.mistake : undefined
}

test('cells go where their columns are mapped', () => {
  expect(
    read({ cells: [' Ann@Example.com ', ' Ann ', 'left out', 'hot; new,hot|big', 'Steel', "'+49 30"] }),
  ).toEqual({
    address: { email: 'Ann@Example.com', key: 'ann@example.com', domain: 'example.com' },
    fields: new Map([
      ['first_name', 'Ann'],
      ['phone', '+49 30'],
    ]),
    customFields: new Map([['Industry', 'Steel']]),
    list: 'Fair 2026',
    tags: ['hot', 'new', 'big'],
    owner: undefined,
    ignored: [],
  })
})

test('missing cells are empty, and empty cells too many do not matter', () => {
  expect(read({ cells: ['ann@example.com'] })).toMatchObject({ address: { key: 'ann@example.com' } })
  expect(mistakeOf('ann@example.com', 'Ann', '', '', '', '', '', ' ')).toBeUndefined()
})

test('says why a row cannot be taken', () => {
  expect(mistakeOf('', 'Ann')).toBe('The row has no mail address.')
  expect(mistakeOf('ann@')).toContain('Email is not a valid mail address')
  expect(mistakeOf('ann@example.com', 'A\0nn')).toContain('FirstName has')
  expect(mistakeOf('ann@example.com', 'Ann\nBcc: x@y.z')).toContain('FirstName has a line break')
  expect(mistakeOf('ann@example.com', 'Ann', 'Acme', 'Inc', 'x', 'y', 'z')).toContain(
    '7 cells, but the header names 6',
  )
  expect(read({ cells: ['a'], mistake: 'Broken.' })).toEqual({ mistake: 'Broken.' })
})
