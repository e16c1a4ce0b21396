import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '#platform/errors/index.ts'
import { isLoopback, parseServerUrl } from './connection-url.ts'

const smtp = (url: string, allowPlain = false) =>
  parseServerUrl({ protocol: 'smtp', url, field: 'smtp', allowPlain })

describe('a server URL', () => {
  it.each([
    ['smtp://mail.acme.test', 'mail.acme.test', 587, 'starttls', null, null],
    ['smtps://u:p@mail.acme.test', 'mail.acme.test', 465, 'tls', 'u', 'p'],
    ['SMTP://Mail.Acme.TEST:2525/', 'mail.acme.test', 2525, 'starttls', null, null],
    ['smtp://u@127.0.0.1:2525', '127.0.0.1', 2525, 'none', 'u', null],
    ['smtp://u@localhost:2525?tls=starttls', 'localhost', 2525, 'starttls', 'u', null],
    ['smtp://u:p@mail.acme.test?tls=none', 'mail.acme.test', 587, 'none', 'u', 'p'],
    ['smtp://[::1]:25', '::1', 25, 'none', null, null],
    ['smtp://steve@acme.test:p@mail.acme.test', 'mail.acme.test', 587, 'starttls', 'steve@acme.test', 'p'],
    ['smtp://steve%40acme.test:p%3Aq%2F%25@h', 'h', 587, 'starttls', 'steve@acme.test', 'p:q/%'],
    ['smtp://u:p/a#s@s?w@h:25', 'h', 25, 'starttls', 'u', 'p/a#s@s?w'],
    ['smtp://bücher.test', 'xn--bcher-kva.test', 587, 'starttls', null, null],
  ])('%s is understood', (url, host, port, security, user, password) => {
    expect(smtp(url)).toEqual({ address: { host, port, security, user, verifyCertificate: true }, password })
  })

  it('sends credentials in plain text only where it was said so', () => {
    expect(smtp('smtp://u:p@far.test').address.security).toBe('starttls')
    expect(smtp('smtp://u:p@far.test', true).address.security).toBe('none')
    expect(smtp('smtps://u:p@far.test', true).address.security).toBe('tls')
  })

  it('may switch the check of certificates off', () => {
    expect(smtp('smtps://u@h?verify=no').address.verifyCertificate).toBe(false)
  })

  it.each([
    ['', 'no server URL'],
    ['mail.acme.test:587', 'no server URL'],
    ['imap://h', '"imap://" is not understood'],
    ['smtp://', 'the host is missing'],
    ['smtp://u@:25', 'the host is missing'],
    ['smtp://bad host', '"bad host" is no host name'],
    ['smtp://[::zz]:1', 'no host name'],
    ['smtp://h:0', '"0" is no port'],
    ['smtp://h:99999', '"99999" is no port'],
    ['smtp://h:abc', '"abc" is no port'],
    ['smtp://u:50%@h', 'a % that begins no escape'],
    ['smtp://u:p%0Aq@h', 'a control character'],
    ['smtp://h?tls=perhaps', 'tls=perhaps'],
    ['smtp://h?ttl=none', 'ttl=none'],
  ])('%j is refused', (url, words) => {
    expect(() => smtp(url)).toThrow(words)
  })

  it('never shows the password in a mistake', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z0-9]{8,20}$/),
        fc.constantFrom('h:x', '', 'a b', 'h?z=1'),
        (password, rest) => {
          try {
            smtp(`smtp://user:${password}@${rest}`)
            expect.unreachable()
          } catch (error) {
            expect(error).toBeInstanceOf(AppError)
            expect(String(error)).not.toContain(password)
          }
        },
      ),
    )
  })

  it('gives back any user and password that were percent-encoded', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((one) => !/\p{Cc}/u.test(one) && one.isWellFormed())
    fc.assert(
      fc.property(text, text, (user, password) => {
        const parsed = smtp(`smtps://${encodeURIComponent(user)}:${encodeURIComponent(password)}@h`)
        expect([parsed.address.user, parsed.password]).toEqual([user, password])
      }),
    )
  })

  it('knows this machine', () => {
    expect(['localhost', 'LOCALHOST.', '127.9.9.9', '::1', 'a.localhost'].every(isLoopback)).toBe(true)
    expect(['10.0.0.1', 'localhost.evil.test', '127.0.0.1.evil.test', '::2'].some(isLoopback)).toBe(false)
  })
})
