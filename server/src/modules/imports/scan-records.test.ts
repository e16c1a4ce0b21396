import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRecordScanner, LONGEST_RECORD } from './scan-records.ts'

const scan = (pieces: readonly string[], delimiter = ',') => {
  const scanner = createRecordScanner(delimiter)
  return [...pieces.flatMap((piece) => scanner.push(piece)), ...scanner.end()]
}
const cellsOf = (text: string, delimiter = ',') => scan([text], delimiter).map(({ cells }) => cells)

const LINE_ENDS = ['\n', '\r\n', '\r'] as const
const DELIMITERS = [',', ';', '\t', '|'] as const
const NOT_CLOSED = { mistake: expect.stringContaining('not closed') }

const cell = fc.string({ unit: fc.constantFrom('a', 'é', '💌', ' ', '"', ',', ';', '\t', '|', '\n', '\r') })
/** A row with something in it: empty ones are left out. */
const row = fc
  .array(cell, { minLength: 1, maxLength: 5 })
  .filter((cells) => cells.some((text) => text.trim() !== ''))

test('gives back what was written, however it was cut into pieces', () => {
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 6 }),
      fc.constantFrom(...DELIMITERS),
      fc.constantFrom(...LINE_ENDS),
      fc.boolean(),
      fc.array(fc.nat(200), { maxLength: 8 }),
      (rows, delimiter, lineEnd, ended, cuts) => {
        const written = rows
          .map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter))
          .join(lineEnd)
        const text = ended && rows.length > 0 ? written + lineEnd : written
        const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length]
        const pieces = places.slice(1).map((end, index) => text.slice(places[index], end))
        expect(scan(pieces, delimiter)).toEqual(rows.map((cells) => ({ cells })))
      },
    ),
    { numRuns: 2000 },
  )
})

test('any text at all is read the same in one piece and letter by letter, and no line of it is lost', () => {
  const anything = fc.string({ unit: fc.constantFrom('a', '"', ',', ' ', '\n', '\r'), maxLength: 60 })
  fc.assert(
    fc.property(anything, (text) => {
      const whole = scan([text])
      expect(scan([...text])).toEqual(whole)
      const letters = (cells: string[]) => cells.join('').replaceAll(/[^a]/g, '').length
      const read = whole.reduce((sum, { cells }) => sum + letters(cells), 0)
      expect(read).toBe(text.replaceAll(/[^a]/g, '').length)
    }),
    { numRuns: 5000 },
  )
})

describe('what is met in the wild', () => {
  test.each([
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\rc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      '\n\na,b\n,\n \n\nc,d\n\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a,"b\nb",c', [['a', 'b\nb', 'c']]],
    ['a,5" pipe,c', [['a', '5" pipe', 'c']]],
    ['a,B "B",c', [['a', 'B "B"', 'c']]],
    ['a, "b, b" ,c', [['a', 'b, b', 'c']]],
    ['a,"Ann" Lee,c\nd', [['a', '"Ann" Lee', 'c'], ['d']]],
    ['"a,b', [['"a', 'b']]],
    ['""', []],
    ['"",a', [['', 'a']]],
  ])('%j', (text, cells) => {
    expect(cellsOf(text)).toEqual(cells)
  })
})

describe('a quote that is never closed', () => {
  test('costs its own line only, at the end of the file', () => {
    expect(scan(['a,b\nc,"d\ne,f\n'])).toEqual([
      { cells: ['a', 'b'] },
      { cells: ['c', '"d'], ...NOT_CLOSED },
      { cells: ['e', 'f'] },
    ])
  })

  test('costs its own line only, where a later row has quotes', () => {
    expect(scan(['a@x.com,"Ann,Acme\nb@x.com,Bob,"Beta, Inc"\nc@x.com,Carl,Gamma'])).toEqual([
      { cells: ['a@x.com', '"Ann', 'Acme'], ...NOT_CLOSED },
      { cells: ['b@x.com', 'Bob', 'Beta, Inc'] },
      { cells: ['c@x.com', 'Carl', 'Gamma'] },
    ])
  })

  test('is not searched for over more than the longest row', () => {
    const lines = Array.from(
      { length: 30_000 },
      (_, index) => `person${index}@example.com,Person number ${index}`,
    )
    const text = ['x,"y', ...lines].join('\n')
    expect(text.length).toBeGreaterThan(LONGEST_RECORD)
    const records = scan([text.slice(0, 500_000), text.slice(500_000, 1_100_000), text.slice(1_100_000)])
    expect(records).toHaveLength(30_001)
    expect(records[0]).toEqual({ cells: ['x', '"y'], ...NOT_CLOSED })
    expect(records.at(-1)?.cells[0]).toBe('person29999@example.com')
  })
})

test('a line of megabytes is a mistake, and reading goes on behind it', () => {
  const piece = 'x'.repeat(65_536)
  const records = scan(['a,b\n', ...Array(40).fill(piece), '\nc,d\n'])
  expect(records.map(({ mistake }) => mistake)).toEqual([
    undefined,
    expect.stringContaining('longer than'),
    undefined,
  ])
  expect(records[2]?.cells).toEqual(['c', 'd'])
})

test('a cell of nearly a megabyte is taken', () => {
  const long = 'x\n'.repeat(LONGEST_RECORD / 2 - 10)
  expect(scan([`a,"${long}"\nb,c`]).map(({ cells }) => cells)).toEqual([
    ['a', long],
    ['b', 'c'],
  ])
})
