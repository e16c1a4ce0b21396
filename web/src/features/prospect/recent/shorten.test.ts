import { expect, test } from 'vitest'
import { shorten } from './shorten.ts'

test('a text is cut where it has many characters or many lines, and left alone where it has few', () => {
  expect(shorten('Met at the fair.\nHas a dog.')).toBeNull()
  expect(shorten('a'.repeat(160))).toBeNull()
  expect(shorten('ab '.repeat(100))).toBe(`${'ab '.repeat(52)}ab …`)
  expect(shorten(`See ${'a'.repeat(200)}`)).toBe(`See ${'a'.repeat(156)} …`)
  expect(shorten('1\n2\n3\n4\n5')).toBe('1\n2\n3\n4 …')
})
