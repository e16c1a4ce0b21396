import { composeMessage, parseMessage } from '@cadenza/mailkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSecrets } from '#platform/secrets/index.ts'
import { publicUrlWarning } from './public-url-warning.ts'
import { unsubscribeOf, unsubscribeTokenIn } from './unsubscribe-of.ts'

const secrets = createSecrets('a key for tests, long enough')
const mail = { companyId: '0'.repeat(23).concat('1'), messageId: '0'.repeat(23).concat('2') }
const of = (publicUrl: string | undefined, mailboxAddress = 'steve@acme.test') =>
  unsubscribeOf({ secrets, publicUrl }, { ...mail, mailboxAddress })
const subjectOf = (mailto = ''): string =>
  new URLSearchParams(mailto.slice(mailto.indexOf('?'))).get('subject') ?? ''

describe('how a recipient unsubscribes', () => {
  it.each(['https://sales.example.com', 'http://127.0.0.1:3000', 'http://localhost', 'http://[::1]:3000'])(
    'by mail, link and one click on %s',
    (publicUrl) => {
      const { link, header } = of(publicUrl)
      expect(link).toMatch(/\/u\/[\w-]{54}$/)
      expect(link?.startsWith(publicUrl)).toBe(true)
      expect(header).toEqual({ mailto: expect.any(String), url: link, oneClick: true })
      expect(publicUrlWarning(publicUrl)).toBeNull()
    },
  )

  it('by mail and link, without one click, over plain http', () => {
    const { link, header } = of('http://sales.example.com')
    expect(link).toContain('http://sales.example.com/u/')
    expect(header).toEqual({ mailto: expect.any(String), oneClick: false })
    expect(publicUrlWarning('http://sales.example.com')).toMatch(/not https.*Serve it over https/)
  })

  it('by mail alone without a public URL, and says so', () => {
    expect(of(undefined)).toEqual({ link: null, header: { mailto: expect.any(String), oneClick: false } })
    expect(publicUrlWarning(undefined)).toMatch(/^PUBLIC_URL is not set, .* by mail only\. Set it to/)
  })
})

describe('the mail address', () => {
  it('is that of the mailbox, with a subject that fits into one line', () => {
    const { mailto = '' } = of(undefined, 'steve+sales@acme.test').header
    expect(mailto).toMatch(/^mailto:steve%2Bsales@acme\.test\?subject=unsubscribe%20[\w-]{54}$/)
    expect(decodeURIComponent(new URL(mailto).pathname)).toBe('steve+sales@acme.test')
  })

  it.each(['"a?b@c"@acme.test', 'a&b=c%d@acme.test', 'jürgen@bücher.example'])('escapes %s', (address) => {
    const { mailto = '' } = of(undefined, address).header
    expect(decodeURIComponent(new URL(mailto).pathname)).toBe(address)
    expect(unsubscribeTokenIn(secrets, subjectOf(mailto))).toEqual(mail)
  })
})

describe('the subject', () => {
  const subject = subjectOf(of(undefined).header.mailto)

  it.each(['', 'Re: ', 'RE: Fwd: ', 'AW: WG: ', 'Fwd: [extern] '])('is read back behind "%s"', (prefix) => {
    expect(unsubscribeTokenIn(secrets, prefix + subject)).toEqual(mail)
    expect(unsubscribeTokenIn(secrets, `${prefix}${subject} (was: Hello)`)).toEqual(mail)
  })

  it('is read back out of a mail', () => {
    const raw = composeMessage({
      from: { address: 'ann@example.org' },
      to: [{ address: 'steve@acme.test' }],
      subject: `Ünsubscribe – Re: ${subject}`,
      date: new Date(0),
      messageId: '<1@example.org>',
      text: '',
    })
    return parseMessage(raw).then((parsed) =>
      expect(unsubscribeTokenIn(secrets, parsed.subject)).toEqual(mail),
    )
  })

  it('means nothing with a token of another kind, another key, or a longer word around it', () => {
    const other = unsubscribeOf(
      { secrets: createSecrets('another key'), publicUrl: undefined },
      {
        ...mail,
        mailboxAddress: 'steve@acme.test',
      },
    )
    const link = of('https://sales.example.com').link ?? ''
    expect(unsubscribeTokenIn(secrets, subjectOf(other.header.mailto))).toBeNull()
    expect(unsubscribeTokenIn(secrets, `unsubscribe ${link.slice(-54)}`)).toBeNull()
    expect(unsubscribeTokenIn(secrets, `${subject}x`)).toBeNull()
    fc.assert(fc.property(fc.string(), (text) => unsubscribeTokenIn(secrets, text) === null))
  })
})
