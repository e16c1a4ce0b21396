import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { MailInputError } from '../mail-input-error.ts'
import { composeMessage, type OutgoingMail } from './compose-message.ts'

const MAIL: OutgoingMail = {
  from: { name: 'Ann Lee', address: 'ann@example.com' },
  to: [{ address: 'steve@example.org' }],
  subject: 'Hello',
  date: new Date('2026-03-01T09:05:00Z'),
  messageId: '<1@example.com>',
  text: 'Hi Steve',
}

const composed = (changes: Partial<OutgoingMail>): string =>
  composeMessage({ ...MAIL, ...changes }).toString('latin1')

const lines = (raw: string): string[] => raw.split('\r\n')

describe('composeMessage', () => {
  it('writes a plain mail', () => {
    expect(lines(composed({}))).toEqual([
      'From: Ann Lee <ann@example.com>',
      'To: steve@example.org',
      'Subject: Hello',
      'Date: Sun, 01 Mar 2026 09:05:00 +0000',
      'Message-ID: <1@example.com>',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 7bit',
      '',
      'Hi Steve',
      '',
    ])
  })

  it('writes thread, unsubscribe and extra headers', () => {
    const raw = composed({
      replyTo: { name: 'Lee, Ann', address: 'reply@example.com' },
      inReplyTo: '<0@example.com>',
      references: ['<0@example.com>', '<00@example.com>'],
      listUnsubscribe: { mailto: 'u@example.com?subject=u1', url: 'https://example.com/u/1', oneClick: true },
      headers: [['X-Campaign', 'Grüße']],
    })
    expect(raw).toContain('\r\nReply-To: "Lee, Ann" <reply@example.com>\r\n')
    expect(raw).toContain(
      '\r\nIn-Reply-To: <0@example.com>\r\nReferences: <0@example.com> <00@example.com>\r\n',
    )
    expect(raw).toContain(
      '\r\nList-Unsubscribe: <mailto:u@example.com?subject=u1>, <https://example.com/u/1>\r\n',
    )
    expect(raw).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n')
    expect(raw).toContain('\r\nX-Campaign: =?UTF-8?B?R3LDvMOfZQ==?=\r\n')
  })

  it('promises one click only with a link to click', () => {
    expect(composed({ listUnsubscribe: { mailto: 'u@example.com', oneClick: true } })).not.toContain(
      'One-Click',
    )
  })

  it.each([
    ['From', { from: { name: 'Ann\r\nBcc: x@example.com', address: 'ann@example.com' } }],
    ['To', { to: [{ address: 'steve@example.org\nBcc: x@example.com' }] }],
    ['Subject', { subject: 'Hello\nBcc: x@example.com' }],
    ['Subject', { subject: 'Hello\0' }],
    ['Reply-To', { replyTo: { address: 'not an address' } }],
    ['In-Reply-To', { inReplyTo: '<1@x>\r\nX: y' }],
    ['References', { references: ['1@x'] }],
    ['List-Unsubscribe', { listUnsubscribe: { url: 'https://x/\r\ny', oneClick: true } }],
    ['X-Note', { headers: [['X-Note', 'a\rb']] }],
    ['Bcc', { headers: [['Bcc', 'x@example.com']] }],
    ['X:Y', { headers: [['X:Y', 'z']] }],
    ['To', { to: [] }],
    ['Date', { date: new Date(Number.NaN) }],
  ] as [string, Partial<OutgoingMail>][])('names %s when it cannot be written', (header, changes) => {
    expect.assertions(2)
    try {
      composeMessage({ ...MAIL, ...changes })
    } catch (error) {
      expect(error).toBeInstanceOf(MailInputError)
      expect(error).toMatchObject({ header, message: expect.stringContaining(header) })
    }
  })

  it('encodes what relays would change', () => {
    const raw = composed({ text: 'From here\ntrailing \n.\nend' })
    expect(raw).toContain('=46rom here\r\ntrailing=20\r\n.\r\nend\r\n')
  })

  it('encodes a plain body that contains the boundary', async () => {
    const text = '--=_1example.com\nnot a boundary'
    const parsed = await PostalMime.parse(composeMessage({ ...MAIL, text, html: '<p>x</p>' }))
    expect(parsed.text?.trim()).toBe(text)
  })

  it('takes base64 for scripts that quoted-printable would treble', () => {
    expect(composed({ text: 'Добрый день, как ваши дела?' })).toContain('Content-Transfer-Encoding: base64')
    expect(composed({ text: 'Guten Tag, wie wäre es mit Montag?' })).toContain('quoted-printable')
  })
})

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\n', ' ', '=', '.', 'ä', '漢', '😀', 'a'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 400,
})
const headerText = anyText.map((text) => text.replace(/[\r\n\0]/g, ''))
const asLines = (text: string | undefined): string =>
  (text ?? '').replace(/\r\n|\r/g, '\n').replace(/\n+$/, '')

describe('any mail', () => {
  it('is read back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        headerText,
        headerText,
        anyText,
        fc.option(anyText),
        async (name, subject, text, html) => {
          const raw = composeMessage({
            ...MAIL,
            from: { name, address: 'ann@example.com' },
            subject,
            text,
            ...(html === null ? {} : { html }),
          })
          const parsed = await PostalMime.parse(raw)
          expect(parsed.subject ?? '').toBe(subject.trim())
          expect(parsed.from?.name).toBe(name.trim())
          expect(parsed.from?.address).toBe('ann@example.com')
          expect(asLines(parsed.text)).toBe(asLines(text))
          if (html !== null) expect(asLines(parsed.html)).toBe(asLines(html))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is ASCII in CRLF lines of at most 78 characters', () => {
    fc.assert(
      fc.property(headerText, headerText, anyText, anyText, (name, subject, text, html) => {
        const raw = composed({ to: [{ name, address: 'steve@example.org' }], subject, text, html })
        expect(raw).toMatch(/^[\t\r\n\x20-\x7e]*$/)
        expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
        const longest = Math.max(...lines(raw).map((line) => line.length))
        // A word of printable ASCII that is longer than a line stays whole.
        if (!/[^ ]{60}/.test(subject)) expect(longest).toBeLessThanOrEqual(78)
        expect(longest).toBeLessThanOrEqual(998)
      }),
    )
  })

  it('never has a header that was not asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        async (name, subject) => {
          let raw: Buffer
          try {
            raw = composeMessage({ ...MAIL, from: { name, address: 'ann@example.com' }, subject })
          } catch (error) {
            expect(error).toBeInstanceOf(MailInputError)
            return
          }
          const parsed = await PostalMime.parse(raw)
          expect(parsed.headers.map((header) => header.key)).toEqual([
            'from',
            'to',
            'subject',
            'date',
            'message-id',
            'mime-version',
            'content-type',
            'content-transfer-encoding',
          ])
        },
      ),
    )
  })
})
