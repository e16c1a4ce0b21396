import { expect, test } from 'vitest'
import { writeCsv } from './write-csv.ts'

test('quotes what must be quoted and leaves numbers alone', () => {
  expect(
    writeCsv(
      ['Day', 'Sent'],
      [
        ['2026-03-02', -3],
        ['a "b", c', 1.5],
        [null, 0],
      ],
    ),
  ).toBe('Day,Sent\r\n2026-03-02,-3\r\n"a ""b"", c",1.5\r\n,0\r\n')
})

test('nothing in it is a formula to a spreadsheet', () => {
  for (const text of ['=1+1', '+1', '-cmd', '@SUM(A1)', '\tx'])
    expect(writeCsv(['x'], [[text]])).toContain(`'${text}`)
})
