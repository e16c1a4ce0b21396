import { expect, test } from 'vitest'
import { createMailDomains } from './index.ts'
import { PROVIDERS, providerOf } from './providers.ts'

test.each([
  ['gmail.com', [], 'google'],
  ['acme.test', ['aspmx.l.google.com', 'alt1.aspmx.l.google.com'], 'google'],
  ['acme.test', ['ACME-test.mail.protection.outlook.com.'], 'microsoft-365'],
  ['acme.test', ['hotmail-com.olc.protection.outlook.com'], 'outlook-com'],
  ['acme.test', ['in1-smtp.messagingengine.com'], 'fastmail'],
  ['acme.test', ['mx00.kundenserver.de'], 'ionos-de'],
  ['acme.test', ['mx.zoho.eu'], 'zoho-eu'],
  ['acme.test', ['filter.acme.test', 'mx1.mail.ovh.net'], 'ovh'],
  ['acme.test', ['mx.notgoogle.com'], undefined],
  ['acme.test', [], undefined],
])('a mailbox at %s with MX %j is of %s', (domain, mx, id) => {
  expect(providerOf({ domain, mx })?.id).toBe(id)
})

test('nothing but TLS is offered, and every provider is known by something', () => {
  expect(new Set(PROVIDERS.map(({ id }) => id)).size).toBe(PROVIDERS.length)
  for (const { domains, mx } of PROVIDERS) expect(domains.length + mx.length).toBeGreaterThan(0)
})

test('a name server that is away is told of, and an address of a known domain needs none', async () => {
  const away = async () => {
    throw new Error('queryMx ESERVFAIL')
  }
  const { providerOf: ask } = createMailDomains({ dns: { txt: away, mx: away } })
  expect(await ask({ address: 'ann@gmail.com' })).toMatchObject({ provider: { id: 'google' }, trouble: null })
  expect(await ask({ address: 'ann@acme.test' })).toEqual({
    provider: undefined,
    trouble: 'queryMx ESERVFAIL',
  })
})
