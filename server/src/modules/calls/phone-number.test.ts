import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPhoneNumber, requireInternational, telUrl } from './phone-number.ts'

test.each([
  ['+1 (415) 555-0123', '+14155550123', null],
  ['+44 (0)20 7946 0958 ext. 12', '+442079460958', '12'],
  ['tel:+1-201-555-0123;ext=7', '+12015550123', '7'],
  ['0043 1 23456', '+43123456', null],
  ['030/901820', '030901820', null],
  ['415.555.0123 x9', '4155550123', '9'],
  ['＋１ ４１５ ５５５ ０１２３', '+14155550123', null],
  ['110', '110', null],
])('%s is dialled as %s', (text, number, extension) => {
  expect(readPhoneNumber(text)).toEqual({ number, extension })
})

test.each(['', '12', 'call me', '1-800-FLOWERS', '1'.repeat(16), '+', '++1415', '4155550123 x', '555;0199'])(
  '%j is no number',
  (text) => {
    expect(readPhoneNumber(text)).toBeNull()
  },
)

test('a tel: link leads back to the number that it was made of', () => {
  const phone = fc.record({
    number: fc.stringMatching(/^\+?[1-9][0-9]{3,13}$/),
    extension: fc.option(fc.stringMatching(/^[0-9]{1,8}$/), { nil: null }),
  })
  fc.assert(
    fc.property(phone, (phone) => {
      expect(telUrl(phone)).toMatch(/^tel:\+?\d+(;ext=\d+)?$/)
      expect(readPhoneNumber(telUrl(phone))).toEqual(phone)
    }),
  )
})

test('whatever a text is, reading it ends with a number that can be dialled or with none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const phone = readPhoneNumber(text)
      if (phone) expect(phone.number).toMatch(/^\+?\d{3,15}$/)
    }),
  )
})

test('a provider wants the country code', () => {
  expect(requireInternational('number', '00 44 20 7946 0958').number).toBe('+442079460958')
  expect(() => requireInternational('number', '020 7946 0958')).toThrow('with its country code')
})
