import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSecrets } from '#platform/secrets/index.ts'
import { clickLink, pixelLink, readClickLink, unsubscribeLink } from './links.ts'
import { readToken, type TokenPurpose, writeToken } from './mail-token.ts'

const secrets = createSecrets('a key for tests, long enough')
const id = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 24, maxLength: 24 })
const ref = fc.record({ companyId: id, messageId: id })
const purposes: TokenPurpose[] = ['open', 'click', 'unsubscribe', 'unsubscribe-mail']
const purpose = fc.constantFrom(...purposes)
const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

it('names the mail it was written for, in 54 characters', () => {
  fc.assert(
    fc.property(ref, purpose, fc.webUrl(), (mail, what, target) => {
      const token = writeToken(secrets, { ...mail, purpose: what, target })
      expect(token).toMatch(/^[\w-]{54}$/)
      expect(readToken(secrets, { token, purpose: what, target })).toEqual(mail)
    }),
  )
})

it('is void when a character, the purpose, the target or the key is another', () => {
  const place = fc.nat({ max: 53 })
  fc.assert(
    fc.property(ref, purpose, place, fc.constantFrom(...CHARACTERS), (mail, what, at, character) => {
      const token = writeToken(secrets, { ...mail, purpose: what, target: 'https://a.example/' })
      const read = (
        changed: Partial<{ token: string; purpose: TokenPurpose; target: string }>,
        key = secrets,
      ) => readToken(key, { token, purpose: what, target: 'https://a.example/', ...changed })
      if (token[at] !== character)
        expect(read({ token: token.slice(0, at) + character + token.slice(at + 1) })).toBeNull()
      expect(read({ token: `${token}A` })).toBeNull()
      expect(read({ token: token.slice(1) })).toBeNull()
      for (const other of purposes) if (other !== what) expect(read({ purpose: other })).toBeNull()
      expect(read({ target: '' })).toBeNull()
      expect(read({ target: 'https://a.example/b' })).toBeNull()
      expect(read({}, createSecrets('another key for tests'))).toBeNull()
    }),
  )
})

it('does not take for an id what is none', () => {
  const mail = { companyId: '0'.repeat(24), messageId: 'x' }
  expect(() => writeToken(secrets, { ...mail, purpose: 'open' })).toThrow('two ids of 24 hex digits')
})

it('leads a click to the address that stood in the mail, as a browser writes it, and nowhere else', () => {
  const publicUrl = 'https://sales.example.com/t'
  fc.assert(
    fc.property(ref, fc.webUrl({ withQueryParameters: true, withFragments: true }), (mail, address) => {
      const link = clickLink({ secrets, publicUrl }, mail, address)
      const [token = '', target = ''] = link?.slice(`${publicUrl}/c/`.length).split('/') ?? []
      expect(readClickLink(secrets, { token, target })).toEqual({ mail, target: new URL(address).href })
      const elsewhere = Buffer.from('https://evil.example/').toString('base64url')
      expect(readClickLink(secrets, { token, target: elsewhere })).toBeNull()
      expect(readClickLink(secrets, { token, target: '' })).toBeNull()
      expect(clickLink({ secrets, publicUrl }, mail, link ?? '')).toBeNull()
      expect(
        clickLink({ secrets, publicUrl }, mail, unsubscribeLink({ secrets, publicUrl }, mail)),
      ).toBeNull()
      expect(clickLink({ secrets, publicUrl }, mail, pixelLink({ secrets, publicUrl }, mail))).toBeNull()
    }),
  )
})
