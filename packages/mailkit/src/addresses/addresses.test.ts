import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isValidAddress } from './is-valid-address.ts'
import { domainOf, normaliseAddress, sameAddress } from './normalise-address.ts'
import { parseAddress, parseAddressList } from './parse-address.ts'

describe('normaliseAddress', () => {
  it.each([
    ['  Ann@Example.COM ', 'ann@example.com'],
    ['mailto:Ann@Example.com?subject=Hi', 'ann@example.com'],
    ['MAILTO:ann%2Bx@example.com', 'ann+x@example.com'],
    ['<ann@example.com>', 'ann@example.com'],
    ['ann@Bücher.example', 'ann@xn--bcher-kva.example'],
    ['ann@[192.0.2.1]', 'ann@[192.0.2.1]'],
    ['not an address', 'not an address'],
  ])('%s becomes %s', (text, expected) => {
    expect(normaliseAddress(text)).toBe(expected)
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const once = normaliseAddress(address)
        expect(normaliseAddress(once)).toBe(once)
        expect(sameAddress(address.toUpperCase(), ` <${address}> `)).toBe(true)
      }),
    )
  })

  it('does not take two empty texts for one mailbox', () => {
    expect(sameAddress('', ' ')).toBe(false)
  })

  it('tells the domain', () => {
    expect(domainOf('Ann@Example.com')).toBe('example.com')
    expect(domainOf('nobody')).toBe('')
  })
})

describe('isValidAddress', () => {
  it.each([
    'ann@example.com',
    "o'hara+x@mail.example.co.uk",
    '"a b"@example.com',
    'ann@[192.0.2.1]',
    'ann@[IPv6:2001:db8::1]',
    'ann@bücher.example',
    `${'a'.repeat(64)}@example.com`,
  ])('takes %s', (address) => {
    expect(isValidAddress(address)).toBe(true)
  })

  it.each([
    ['', 'it is empty'],
    ['ann', 'it has no @'],
    ['@example.com', 'it has nothing before the @'],
    ['ann@', 'it has no domain after the @'],
    ['an..n@example.com', 'the part before the @ has a dot where none may be'],
    ['ann@exa mple.com', '"exa mple" cannot be part of a domain'],
    ['ann@example..com', 'its domain has a dot where none may be'],
    ['ann@-example.com', '"-example" cannot be part of a domain'],
    ['a b@example.com', 'it contains a space'],
    ['ann@example.com\r\nBcc: x@example.com', 'it contains a control character or a line break'],
    [`${'a'.repeat(65)}@example.com`, 'the part before the @ is longer than 64 characters'],
    [`ann@${'a.'.repeat(125)}com`, 'it is longer than 254 characters'],
    ['ann@[300.0.2.1]', 'its [IP address] is not one'],
  ])('refuses %j and says why', (address, reason) => {
    expect(isValidAddress(address)).toBe(reason)
  })

  it('takes every address that fast-check calls valid', () => {
    fc.assert(fc.property(fc.emailAddress(), (address) => isValidAddress(address) === true))
  })

  it('never takes a text that could break out of a header', () => {
    const text = fc.tuple(fc.string(), fc.constantFrom('\r', '\n', '\0'), fc.string())
    fc.assert(fc.property(text, ([a, b, c]) => isValidAddress(`a${a}${b}${c}@example.com`) !== true))
  })
})

describe('parseAddress', () => {
  it.each([
    ['Steve <Steve@Example.com>', { name: 'Steve', address: 'steve@example.com' }],
    ['"Doe, Jane" <jane@example.com>', { name: 'Doe, Jane', address: 'jane@example.com' }],
    ['=?UTF-8?B?SsO8cmdlbg==?= <j@example.com>', { name: 'Jürgen', address: 'j@example.com' }],
    ['plain@example.com', { address: 'plain@example.com' }],
  ])('reads %s', (text, expected) => {
    expect(parseAddress(text)).toEqual(expected)
  })

  it('finds nothing where no address is', () => {
    expect(parseAddress('Steve')).toBeUndefined()
    expect(parseAddress('')).toBeUndefined()
  })

  it('opens groups', () => {
    expect(parseAddressList('Team: a@example.com, B <b@example.com>;').map((m) => m.address)).toEqual([
      'a@example.com',
      'b@example.com',
    ])
  })
})
