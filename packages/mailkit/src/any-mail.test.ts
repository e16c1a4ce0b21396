import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyMessage } from './classify/classify-message.ts'
import { composeMessage } from './compose/compose-message.ts'
import { messageHash } from './parse/message-hash.ts'
import { parseMessage } from './parse/parse-message.ts'
import { newTextOf } from './reply/new-text-of.ts'
import { deliveryReport, multipartMail, rawMail } from './testing/raw-mail.ts'

const readAll = async (raw: Uint8Array): Promise<void> => {
  const mail = await parseMessage(raw)
  expect(JSON.stringify(mail)).not.toContain(String.raw`\u0000`)
  expect(classifyMessage(mail).kind).toBeTypeOf('string')
  expect(newTextOf(mail).newText).toBeTypeOf('string')
  expect(messageHash(mail)).toMatch(/^hash:/)
}

const SAMPLES = [
  rawMail({ body: 'Yes.\n\nOn 2 Mar 2026, Steve <steve@acme.test> wrote:\n> Hi' }),
  deliveryReport({
    recipients: ['Final-Recipient: rfc822; bob@customer.test\nAction: failed\nStatus: 5.1.1'],
  }),
  multipartMail({
    type: 'alternative',
    parts: ['Content-Type: text/plain; charset=utf-8\n\nHello', 'Content-Type: text/html\n\n<p>Hello</p>'],
  }),
]

describe('any bytes', () => {
  it('are read', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), readAll), { numRuns: 300 })
  })

  it('are read where they begin as a mail', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('From', 'Date', 'Subject', 'Content-Type', 'References'),
        text,
        text,
        (name, value, body) => readAll(Buffer.from(`${name}: ${value}\n\n${body}`)),
      ),
      { numRuns: 300 },
    )
  })

  it('are read where they were a mail before somebody cut, doubled or overwrote a piece', async () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SAMPLES),
        place,
        place,
        fc.constantFrom('cut', 'double', 'overwrite'),
        async (sample, from, length, how) => {
          const start = Math.floor(from * sample.length)
          const end = start + Math.floor(length * (sample.length - start))
          const piece = sample.subarray(start, end)
          const middle =
            how === 'cut' ? [] : how === 'double' ? [piece, piece] : [Buffer.alloc(piece.length, 0xff)]
          await readAll(Buffer.concat([sample.subarray(0, start), ...middle, sample.subarray(end)]))
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('what would take a rule that tries again at every place for ever', () => {
  /** Where a rule tries again at each place of a line, this length takes it minutes. */
  const LONG_LINES = 200_000
  const ENDLESS = [
    'a',
    '-',
    '_',
    '=',
    '1.',
    '@',
    '<',
    '日',
    '\0',
    '\\',
    'On ',
    'until ',
    'user unknown ',
    'message ',
    '<div>',
    '<!--',
    '=?utf-8?Q?a?= ',
  ]
  /** Lines cost the MIME parser more than our rules. */
  const MANY_LINES = 20_000
  const LINES = [
    '',
    ' ',
    '> ',
    'a@b.c',
    'a wrote:',
    'From: a',
    'Final-Recipient: rfc822; a@b',
    'Message-ID: <a@b>',
  ]
  const HEADS = {
    'a daemon': 'From: postmaster@x.test\nSubject: Undelivered mail\n\n',
    'an absence': 'From: a@x.test\nSubject: Out of office\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n\n',
    HTML: 'From: a@x.test\nContent-Type: text/html\nSubject: Re: hi\n\n',
    'a header': 'From: ',
  }
  it.each(Object.entries(HEADS))('is read in %s', async (_where, head) => {
    for (const piece of ENDLESS) await readAll(Buffer.from(head + piece.repeat(LONG_LINES / piece.length)))
    for (const line of LINES)
      await readAll(Buffer.from(head + `${line}\n`.repeat(MANY_LINES / (line.length + 1))))
  })
})

describe('a mail of ours', () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replace(/[\r\n\0]/g, ''))
  const body = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'))
  const asLines = (text: string | undefined): string =>
    (text ?? '').replace(/\r\n?/g, '\n').replace(/\n+$/, '')

  it('is read back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        line,
        line,
        fc.emailAddress(),
        body,
        fc.option(body),
        async (name, subject, to, text, html) => {
          const mail = await parseMessage(
            composeMessage({
              from: { name, address: 'ann@example.com' },
              to: [{ address: to }],
              subject,
              date: new Date('2026-03-01T09:05:00Z'),
              messageId: '<1@example.com>',
              inReplyTo: '<0@example.com>',
              references: ['<00@example.com>', '<0@example.com>'],
              text,
              ...(html === null ? {} : { html }),
            }),
          )
          expect(mail).toMatchObject({
            from: { address: 'ann@example.com' },
            to: [{ address: to.toLowerCase() }],
            subject: subject.trim(),
            date: new Date('2026-03-01T09:05:00Z'),
            messageId: '<1@example.com>',
            inReplyTo: ['<0@example.com>'],
            references: ['<00@example.com>', '<0@example.com>'],
            incomplete: false,
          })
          expect(mail.from?.name ?? '').toBe(name.trim())
          expect(asLines(mail.text)).toBe(asLines(text))
          if (html !== null) expect(asLines(mail.html)).toBe(asLines(html))
        },
      ),
      { numRuns: 300 },
    )
  })
})
