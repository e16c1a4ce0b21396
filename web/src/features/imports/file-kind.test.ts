import { expect, test } from 'vitest'
import { fileMistake, formatBytes } from './file-kind.ts'

test('what is no file of rows is named before it is sent', () => {
  expect(fileMistake({ name: 'people.csv', size: 10 })).toBeNull()
  expect(fileMistake({ name: 'People.XLSX', size: 10 })).toContain('CSV UTF-8')
  expect(fileMistake({ name: 'people.csv', size: 0 })).toContain('empty')
  expect(fileMistake({ name: 'people.csv', size: 2 * 1024 ** 3 })).toContain('1 GB')
})

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_234, '1.2 kB'],
  [56_700_000, '57 MB'],
])('%i bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))
