import { isValidAddress } from '@cadenza/mailkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCadenceFile } from '#modules/sequences/index.ts'
import { AFTER_THE_FAIR, INTRODUCTION, WIN_BACK } from './demo-cadences.ts'
import { demoProspects } from './demo-prospects.ts'

const owners = ['a@x.example', 'b@x.example', 'c@x.example']
const make = (seed: string, count: number) => demoProspects({ seed, count, owners, lists: ['One', 'Two'] })

test('prospects are as many as asked for, each with an address of its own where nobody can be', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 6 }), fc.integer({ min: 1, max: 2000 }), (seed, count) => {
      const rows = make(seed, count).map(({ row }) => row)
      expect(new Set(rows.map(({ Email }) => Email)).size).toBe(count)
      expect(new Set(rows.map(({ FullName }) => FullName)).size).toBe(count)
      for (const { Email } of rows.slice(0, 20)) {
        expect(isValidAddress(Email)).toBe(true)
        expect(Email).toMatch(/\.example$/)
      }
      expect(make(seed, count).map(({ row }) => row)).toEqual(rows)
    }),
    { numRuns: 20 },
  )
})

test('they live in several zones, some of them known, and are owned by everybody', () => {
  const people = make('s', 300)
  expect(new Set(people.map(({ zone }) => zone)).size).toBeGreaterThan(5)
  expect(new Set(people.map(({ row }) => row.Owner))).toEqual(new Set(owners))
  const known = people.filter(({ row }) => row.TimeZone !== undefined)
  expect(known.length).toBeGreaterThan(60)
  expect(known.length).toBeLessThan(200)
  expect(known.every(({ row, zone }) => row.TimeZone === zone)).toBe(true)
})

test('more than there are names for is said', () => {
  expect(() => make('s', 100_000)).toThrow('there are names for')
})

test.each([INTRODUCTION, AFTER_THE_FAIR, WIN_BACK])('the cadence files can be read', (text) => {
  const { file, refuse } = parseCadenceFile(text)
  refuse([])
  expect(file.steps.length).toBeGreaterThan(2)
})
