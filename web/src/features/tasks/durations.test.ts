import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDuration, parseDuration } from './durations.ts'

test('what is written is read again', () => {
  fc.assert(
    fc.property(fc.nat(86_400), (seconds) => {
      expect(parseDuration(formatDuration(seconds))).toBe(seconds)
    }),
  )
})

test.each([
  ['', 0],
  ['4', 240],
  [' 4:05 ', 245],
  ['1:00:00', 3600],
  ['4:75', null],
  ['soon', null],
])('%j is %j seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds)
})
