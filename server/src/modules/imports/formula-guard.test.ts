import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRow, withoutGuard } from '#platform/csv/index.ts'
import { createRecordScanner } from './scan-records.ts'

const anyCell = fc.oneof(
  fc.string(),
  fc.string().map((text) => `=${text}`),
  fc.constantFrom('+49 30', '-1', '@a', '\t=1', "'=x"),
)

test('no cell begins as a formula would, and an import reads back what was written', () => {
  fc.assert(
    fc.property(fc.array(anyCell, { minLength: 1 }), fc.constantFrom(',', ';', '\t'), (cells, delimiter) => {
      fc.pre(cells.some((cell) => cell.trim() !== ''))
      const scanner = createRecordScanner(delimiter)
      const [row] = scanner.push(`${csvRow(cells, delimiter)}x`)
      for (const cell of row?.cells ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/)
      // A value that came with an apostrophe before its formula is the one that loses it.
      expect(row?.cells.map(withoutGuard)).toEqual(cells.map(withoutGuard))
    }),
  )
})

test('every cell stands in quotes, whatever delimiter its reader expects', () => {
  expect(csvRow(['=1+1;x', 'a "b"', ''], ',')).toBe(`"'=1+1;x","a ""b""",""\r\n`)
})
