import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textParts } from './text-parts.ts'

test('addresses stand by themselves, without the end of their sentence', () => {
  expect(textParts('See https://x.test/a?b=1, or (http://y.test).')).toEqual([
    { text: 'See ' },
    { text: 'https://x.test/a?b=1', href: 'https://x.test/a?b=1' },
    { text: ', or (' },
    { text: 'http://y.test', href: 'http://y.test' },
    { text: ').' },
  ])
})

test('nothing of a text is lost, and only web addresses lead anywhere', () => {
  const pieces = fc.array(
    fc.oneof(fc.string(), fc.constantFrom('https://a.test/', 'javascript:x', 'http://')),
  )
  fc.assert(
    fc.property(pieces, (some) => {
      const parts = textParts(some.join(''))
      expect(parts.map(({ text }) => text).join('')).toBe(some.join(''))
      for (const { href } of parts) if (href !== undefined) expect(href).toMatch(/^https?:\/\//)
    }),
  )
})
