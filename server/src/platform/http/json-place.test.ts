import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findJsonError, placeOf } from './json-place.ts'

const parses = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test.each([
  ['{"Email": "a@b.c",}', 1, 19],
  ['{\n  "Email": "a@b.c"\n  "List": "x"\n}', 3, 3],
  ['{"Email": \'a\'}', 1, 11],
  ['{"a": "line\nbreak"}', 1, 12],
  ['[1, 2', 1, 6],
  ['abc', 1, 1],
  ['{} {}', 1, 4],
  ['"a\\x"', 1, 3],
  ['[01]', 1, 3],
])('names the place in %j', (text, line, column) => {
  expect(placeOf(text, findJsonError(text))).toEqual({ line, column })
})

test('agrees with the engine about what is JSON', () => {
  const mutated = fc
    .tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', ',', '"', '}', ']', '{', '[', ':', '\\', '0', '-', 'e', ' ', '\n', '\u0001'),
    )
    .map(([text, at, insert]) => {
      const offset = at % (text.length + 1)
      return text.slice(0, offset) + insert + text.slice(offset + (at % 2))
    })
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string(), mutated), (text) => {
      expect(findJsonError(text) === -1).toBe(parses(text))
    }),
    { numRuns: 2000 },
  )
})
