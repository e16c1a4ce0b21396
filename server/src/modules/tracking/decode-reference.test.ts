import fc from 'fast-check'
import { expect, it } from 'vitest'
import { escapeHtml } from '#platform/http/index.ts'
import { decodeAttribute } from './decode-reference.ts'

it.each([
  ['a&amp;b', 'a&b'],
  ['a&amp', 'a&'],
  ['a&amp=b', 'a&amp=b'],
  ['a&amp;=b', 'a&=b'],
  ['?a=1&b=2&copy=3', '?a=1&b=2&copy=3'],
  ['&#x2F;&#X2f;&#47;', '///'],
  ['&#228;&#x1F600;', 'ä😀'],
  ['& b', '& b'],
  ['&', '&'],
  ['&#', '&#'],
  ['&#;', '&#;'],
  ['&lt;&gt;&quot;&apos;', `<>"'`],
])('%s stands for %s', (value, text) => {
  expect(decodeAttribute(value)).toBe(text)
})

it.each(['&uuml;', '&copy', '&ampb', '&b', '&nbsp;=', '&#0;', '&#128;', '&#xD800;', '&#x110000;', '&#10;'])(
  'does not guess what %s stands for',
  (value) => {
    expect(decodeAttribute(value)).toBeNull()
  },
)

it('undoes escaping', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => decodeAttribute(escapeHtml(text)) === text))
})
