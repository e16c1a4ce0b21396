import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ProspectInput, TEXT_FIELDS } from '#modules/prospects/index.ts'
import { changesOf, type PresentProspect } from './preview-changes.ts'

const present: PresentProspect = {
  fields: { first_name: 'Ann', city: null },
  customFields: { Industry: 'Steel' },
  list: 'Fair',
  tags: ['Hot'],
  owner: 'steve@acme.test',
}
const row = (more: Partial<ProspectInput> = {}): ProspectInput => ({
  address: undefined,
  fields: new Map(),
  customFields: new Map(),
  list: 'fair',
  tags: [],
  owner: undefined,
  ignored: [],
  ...more,
})

test('a row changes what it gives and is otherwise, and nothing by what it leaves empty', () => {
  const given = row({
    fields: new Map([
      ['first_name', 'Anna'],
      ['city', ''],
      ['country', 'Italy'],
    ]),
    customFields: new Map([['Industry', 'Steel']]),
    tags: ['hot', 'new'],
    owner: 'eve@acme.test',
    list: 'Leads',
  })
  expect(changesOf(given, present)).toEqual([
    { field: 'FirstName', from: 'Ann', to: 'Anna' },
    { field: 'Country', from: '', to: 'Italy' },
    { field: 'List', from: 'Fair', to: 'Leads' },
    { field: 'Owner', from: 'steve@acme.test', to: 'eve@acme.test' },
    { field: 'Tags', from: 'Hot', to: 'Hot, new' },
  ])
})

test('a row that says what is known, or nothing, changes nothing', () => {
  const columns = TEXT_FIELDS.map(({ column }) => column)
  const cells = fc.dictionary(fc.constantFrom(...columns), fc.string())
  fc.assert(
    fc.property(cells, fc.array(fc.boolean()), (fields, emptied) => {
      const known: PresentProspect = { ...present, fields }
      const said = columns.flatMap((column, index): [(typeof columns)[number], string][] => {
        const value = fields[column]
        return value === undefined ? [] : [[column, emptied[index] ? '' : value]]
      })
      expect(changesOf(row({ fields: new Map(said), tags: ['HOT'] }), known)).toEqual([])
    }),
  )
})
