import { expect, test } from 'vitest'
import { isSignedByTwilio, twilioSignature } from './twilio-signature.ts'

// The example of Twilio's documentation, "Validating Signatures from Twilio".
const EXAMPLE = {
  authToken: '12345',
  url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
  fields: new URLSearchParams({
    CallSid: 'CA1234567890ABCDE',
    Caller: '+12349013030',
    Digits: '1234',
    From: '+12349013030',
    To: '+18005551212',
  }),
}
const SIGNATURE = '0/KCTR6DLpKmkAf8muzZqo1nDgQ='

test('the signature is that of the documented example', () => {
  expect(twilioSignature(EXAMPLE)).toBe(SIGNATURE)
  expect(isSignedByTwilio({ ...EXAMPLE, signature: SIGNATURE })).toBe(true)
})

test('another token, address, field or signature is refused', () => {
  const more = new URLSearchParams([...EXAMPLE.fields, ['Extra', '1']])
  const refused = [
    { ...EXAMPLE, authToken: '12346', signature: SIGNATURE },
    { ...EXAMPLE, url: 'https://mycompany.com/myapp.php?foo=1&bar=3', signature: SIGNATURE },
    { ...EXAMPLE, fields: more, signature: SIGNATURE },
    { ...EXAMPLE, signature: SIGNATURE.toLowerCase() },
    { ...EXAMPLE, signature: '' },
    { ...EXAMPLE, signature: undefined },
  ]
  expect(refused.map(isSignedByTwilio)).toEqual(refused.map(() => false))
})

test('the port may be said or not', () => {
  const url = 'https://mycompany.com:8443/myapp.php'
  for (const signed of [url, 'https://mycompany.com/myapp.php'])
    expect(
      isSignedByTwilio({ ...EXAMPLE, url, signature: twilioSignature({ ...EXAMPLE, url: signed }) }),
    ).toBe(true)
  const plain = 'http://mycompany.com/x'
  const signature = twilioSignature({ ...EXAMPLE, url: 'http://mycompany.com:80/x' })
  expect(isSignedByTwilio({ ...EXAMPLE, url: plain, signature })).toBe(true)
})
