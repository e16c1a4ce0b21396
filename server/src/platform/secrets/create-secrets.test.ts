import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSecrets } from './create-secrets.ts'

const secrets = createSecrets('a key of this test, long enough to be one')
const others = createSecrets('another key of this test, as long as the first')

test('what was encrypted opens again, under the same context only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.string(), (text, context, other) => {
      const encrypted = secrets.encrypt(text, context)
      expect(secrets.decrypt(encrypted, context)).toBe(text)
      if (other !== context)
        expect(() => secrets.decrypt(encrypted, other)).toThrow('cannot be read with this key')
    }),
  )
})

test('another key, a changed character or a torn text does not open', () => {
  const encrypted = secrets.encrypt('hunter2', 'mailbox')
  expect(() => others.decrypt(encrypted, 'mailbox')).toThrow('cannot be read with this key')
  for (let at = 3; at < encrypted.length - 1; at += 1) {
    const changed = encrypted.slice(0, at) + (encrypted[at] === 'A' ? 'B' : 'A') + encrypted.slice(at + 1)
    expect(() => secrets.decrypt(changed, 'mailbox')).toThrow('cannot be read with this key')
  }
  for (const torn of ['', 'v1', 'v1.', 'v2.AAAA', encrypted.slice(0, -4)])
    expect(() => secrets.decrypt(torn, 'mailbox')).toThrow('cannot be read with this key')
})

test('equal texts do not look equal', () => {
  expect(secrets.encrypt('x', 'c')).not.toBe(secrets.encrypt('x', 'c'))
})

test('a signature holds for its purpose, text and key', () => {
  const signature = secrets.sign({ purpose: 'click', text: 'm1' })
  expect(signature).toMatch(/^[\w-]{22}$/)
  expect(secrets.verify({ purpose: 'click', text: 'm1', signature })).toBe(true)
  expect(secrets.verify({ purpose: 'open', text: 'm1', signature })).toBe(false)
  expect(secrets.verify({ purpose: 'click', text: 'm2', signature })).toBe(false)
  expect(others.verify({ purpose: 'click', text: 'm1', signature })).toBe(false)
  for (const wrong of ['', signature.slice(1), `${signature}A`, 'é'.repeat(11)])
    expect(secrets.verify({ purpose: 'click', text: 'm1', signature: wrong })).toBe(false)
})

test('fingerprints tell keys apart and are stable', () => {
  expect(secrets.fingerprint).toMatch(/^[0-9a-f]{16}$/)
  expect(secrets.fingerprint).not.toBe(others.fingerprint)
  expect(createSecrets('a key of this test, long enough to be one').fingerprint).toBe(secrets.fingerprint)
})
