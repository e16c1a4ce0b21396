import { describe, expect, test } from 'vitest'
import type { Dns } from './dns.ts'
import type { Topic } from './judgement.ts'
import { lookAtDomain } from './look-at-domain.ts'

type Zone = Record<string, string[]>

/** A DNS of a few TXT records. */
const dnsOf = (txt: Zone, mx: Zone = { 'acme.test': ['mx1.acme.test'] }): Dns => ({
  txt: async (name) => txt[name] ?? [],
  mx: async (name) => mx[name] ?? [],
})

const judge = async (topic: Topic, dns: Dns, more: { smtpHost?: string; selector?: string } = {}) => {
  const look = await lookAtDomain(dns, { address: 'Ann@ACME.test', smtpHost: 'smtp.acme.test', ...more })
  const found = look.judgements.find((one) => one.topic === topic)
  if (!found) throw new Error(`nothing was said of ${topic}`)
  return found
}
const google = { smtpHost: 'smtp.gmail.com' }

test('a domain that is in order, and one where nothing is', async () => {
  const good = await lookAtDomain(
    dnsOf({
      'acme.test': ['google-site-verification=x', 'v=spf1 include:_spf.google.com ~all'],
      '_spf.google.com': ['v=spf1 ip4:192.0.2.0/24 ~all'],
      'google._domainkey.acme.test': ['v=DKIM1; k=rsa; p=MIGf'],
      '_dmarc.acme.test': ['v=DMARC1; p=quarantine; rua=mailto:d@acme.test'],
    }),
    { address: 'ann@acme.test', ...google },
  )
  expect(good).toMatchObject({ domain: 'acme.test', provider: 'Gmail and Google Workspace' })
  expect(good.judgements.map(({ verdict }) => verdict)).toEqual(['good', 'good', 'good', 'good'])
  const nothing = await lookAtDomain(dnsOf({}, {}), { address: 'ann@acme.test', ...google })
  expect(nothing.judgements.map(({ topic, verdict }) => [topic, verdict])).toEqual([
    ['mx', 'bad'],
    ['spf', 'bad'],
    ['dkim', 'bad'],
    ['dmarc', 'bad'],
  ])
  expect(nothing.judgements.map(({ record }) => record?.value)).toEqual([
    undefined,
    'v=spf1 include:_spf.google.com ~all',
    undefined,
    'v=DMARC1; p=none; rua=mailto:postmaster@acme.test',
  ])
})

test('name servers that do not answer make nobody’s fault', async () => {
  const silent = async () => {
    throw new Error('queryTxt ETIMEOUT')
  }
  const { judgements } = await lookAtDomain(
    { txt: silent, mx: silent },
    { address: 'ann@acme.test', smtpHost: 'smtp.acme.test' },
  )
  expect(judgements.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown', 'unknown', 'unknown'])
  expect(judgements[0]?.sentence).toContain('ETIMEOUT')
})

describe('SPF', () => {
  const spf = (records: string[], others: Zone = {}, more = {}) =>
    judge('spf', dnsOf({ 'acme.test': records, ...others }), more)

  test.each([
    [['v=spf1 -all', 'v=spf1 mx ~all'], 'bad', /2 SPF records/],
    [['v=spf1 +all'], 'bad', /every server/],
    [['v=spf1 all'], 'bad', /every server/],
    [['v=spf1 mx'], 'improve', /End it with ~all/],
    [['v=spf1 redirect=_spf.acme.test'], 'good', /are named/],
    [['V=SPF1 ip4:192.0.2.1 -ALL'], 'good', /are named/],
    [['v=spf10 mx -all'], 'bad', /No record/],
  ] as const)('%j is %s', async (records, verdict, sentence) => {
    expect(await spf([...records])).toMatchObject({ verdict, sentence: expect.stringMatching(sentence) })
  })

  test('the provider may be named by what is included', async () => {
    const missing = await spf(['v=spf1 mx ~all'], {}, google)
    expect(missing).toMatchObject({
      verdict: 'improve',
      record: { name: 'acme.test', value: 'v=spf1 include:_spf.google.com mx ~all' },
    })
    const nested = { 'spf.acme.test': ['v=spf1 include:_SPF.google.com. ~all'] }
    expect((await spf(['v=spf1 include:spf.acme.test -all'], nested, google)).verdict).toBe('good')
  })

  test('look-ups are counted over all that is included, which may be a circle', async () => {
    const many = Array.from({ length: 9 }, (_, n) => `include:s${n}.test`).join(' ')
    expect((await spf([`v=spf1 a ${many} ~all`])).verdict).toBe('good')
    const deep = { 's0.test': ['v=spf1 mx ~all'] }
    expect(await spf([`v=spf1 a ${many} ~all`], deep)).toMatchObject({
      verdict: 'bad',
      sentence: expect.stringMatching(/costs 11 look-ups/),
    })
    const circle = { 'a.test': ['v=spf1 include:b.test ~all'], 'b.test': ['v=spf1 include:a.test ~all'] }
    expect((await spf(['v=spf1 include:a.test ~all'], circle)).verdict).toBe('good')
  })
})

describe('DKIM', () => {
  const name = (selector: string) => `${selector}._domainkey.acme.test`

  test('a key is found under a usual name, under the provider’s, or under the one that is given', async () => {
    const key = ['k=rsa; p=MIGf']
    expect((await judge('dkim', dnsOf({ [name('s1')]: key }))).verdict).toBe('good')
    expect((await judge('dkim', dnsOf({ [name('s1')]: key }), google)).verdict).toBe('bad')
    expect((await judge('dkim', dnsOf({ [name('mine')]: key }), { selector: 'mine' })).verdict).toBe('good')
  })

  test('without a name nothing is certain; a key that was taken back is none, and other texts are no keys', async () => {
    expect((await judge('dkim', dnsOf({}))).verdict).toBe('unknown')
    expect(await judge('dkim', dnsOf({ [name('default')]: ['v=DKIM1; p='] }))).toMatchObject({
      verdict: 'bad',
      sentence: expect.stringMatching(/taken back/),
    })
    expect((await judge('dkim', dnsOf({ [name('default')]: ['v=spf1 p=x -all'] }))).verdict).toBe('unknown')
  })
})

describe('DMARC', () => {
  const dmarc = (zone: Zone, address = 'ann@acme.test') =>
    lookAtDomain(dnsOf(zone), { address, smtpHost: 'smtp.acme.test' }).then(({ judgements }) =>
      judgements.find(({ topic }) => topic === 'dmarc'),
    )

  test.each([
    ['v=DMARC1; p=reject', 'good'],
    ['v=DMARC1;p=none', 'good'],
    ['v = DMARC1 ; P=Quarantine', 'good'],
    ['v=DMARC1; rua=mailto:a@b.test', 'bad'],
    ['v=DMARC1; p=perhaps', 'bad'],
    ['v=DMARC10; p=none', 'bad'],
  ])('%s is %s', async (record, verdict) => {
    expect((await dmarc({ '_dmarc.acme.test': [record] }))?.verdict).toBe(verdict)
  })

  test('the policy of a parent speaks for its children; a top-level domain is not asked', async () => {
    const zone = { '_dmarc.acme.test': ['v=DMARC1; p=reject'], '_dmarc.test': ['v=DMARC1; p=none'] }
    expect((await dmarc(zone, 'ann@mail.eu.acme.test'))?.found).toBe('v=DMARC1; p=reject')
    expect((await dmarc({ '_dmarc.test': ['v=DMARC1; p=none'] }))?.found).toBeNull()
  })

  test('two policies are none', async () => {
    const zone = { '_dmarc.acme.test': ['v=DMARC1; p=reject', 'v=DMARC1; p=none'] }
    expect(await dmarc(zone)).toMatchObject({ verdict: 'bad', sentence: expect.stringMatching(/ignore all/) })
  })
})
