import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeLink } from './safe-link.ts'

describe('the link of a field', () => {
  test('leads where the field says, with or without a scheme', () => {
    expect(safeLink('https://www.linkedin.com/in/ann')).toBe('https://www.linkedin.com/in/ann')
    expect(safeLink(' acme.com ')).toBe('https://acme.com/')
    expect(safeLink('http://acme.com/a?b=c')).toBe('http://acme.com/a?b=c')
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'n/a',
    '',
    'Acme Inc',
  ])('is none for %j', (text) => expect(safeLink(text)).toBeNull())

  test('is none for a trusted name before an @', () => {
    expect(safeLink('https://acme.com@evil.test')).toBeNull()
  })

  test('never leads anywhere but to the web, whatever the text', () => {
    const scheme = fc.constantFrom('javascript:', 'data:', 'file:', 'blob:', ' java\tscript:', '')
    fc.assert(
      fc.property(scheme, fc.string(), (prefix, rest) => {
        expect(safeLink(prefix + rest) ?? 'https://').toMatch(/^https?:\/\//)
      }),
    )
  })
})
