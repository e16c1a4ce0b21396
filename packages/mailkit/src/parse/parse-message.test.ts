import { describe, expect, it } from 'vitest'
import { multipartMail, rawMail } from '../testing/raw-mail.ts'
import { headerOf } from './header-block.ts'
import { parseMessage, readAttachments } from './parse-message.ts'

const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Buffer =>
  Buffer.from(text.replace(/\n/g, '\r\n'), encoding)

describe('parseMessage', () => {
  it('reads the plain fields', async () => {
    const mail = await parseMessage(
      rawMail({
        headers: {
          To: 'Steve <steve@acme.test>, Team: a@acme.test, b@acme.test;',
          Cc: '"Lee, Ann" <ANN@Customer.test>',
          'Reply-To': 'office@customer.test',
          'In-Reply-To': '<first@acme.test>',
          References: '<zero@acme.test>\n <first@acme.test>',
        },
        body: 'Hello\nthere',
      }),
    )
    expect(mail).toMatchObject({
      from: { name: 'Ann Lee', address: 'ann@customer.test' },
      cc: [{ name: 'Lee, Ann', address: 'ann@customer.test' }],
      replyTo: [{ address: 'office@customer.test' }],
      subject: 'Re: A question',
      date: new Date('2026-03-02T09:00:00Z'),
      localDay: '2026-03-02',
      messageId: '<answer@customer.test>',
      inReplyTo: ['<first@acme.test>'],
      references: ['<zero@acme.test>', '<first@acme.test>'],
      attachments: [],
      incomplete: false,
    })
    expect(mail.to.map(({ address }) => address)).toEqual(['steve@acme.test', 'a@acme.test', 'b@acme.test'])
    expect(mail.text?.trim()).toBe('Hello\nthere')
    expect(mail.html).toBeUndefined()
  })

  it('takes text and HTML of alternatives, and describes attachments', async () => {
    const mail = await parseMessage(
      multipartMail({
        type: 'mixed',
        parts: [
          'Content-Type: multipart/alternative; boundary=inner\n\n--inner\nContent-Type: text/plain\n\nHello\n--inner\nContent-Type: text/html\n\n<p>Hello</p>\n--inner--',
          'Content-Type: application/pdf; name="offer.pdf"\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nJVBERg==',
        ],
      }),
    )
    expect(mail.text?.trim()).toBe('Hello')
    expect(mail.html?.trim()).toBe('<p>Hello</p>')
    expect(mail.attachments).toEqual([
      { fileName: 'offer.pdf', mimeType: 'application/pdf', size: 4, inline: false },
    ])
  })

  it('gives the contents of attachments in the order in which it describes them', async () => {
    const raw = multipartMail({
      type: 'related',
      parts: [
        'Content-Type: text/html\n\n<img src="cid:a@x">',
        'Content-Type: image/png\nContent-ID: <a@x>\nContent-Transfer-Encoding: base64\n\nAAEC',
        'Content-Type: message/rfc822\n\nSubject: Inside\n\nHello',
        'Content-Type: application/pdf; name="offer.pdf"\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nJVBERg==',
      ],
    })
    const { attachments } = await parseMessage(raw)
    expect(attachments).toMatchObject([
      { mimeType: 'image/png', size: 3, inline: true, contentId: 'a@x' },
      { mimeType: 'message/rfc822' },
      { fileName: 'offer.pdf', size: 4 },
    ])
    const read = await readAttachments(raw)
    expect(read.map(({ content: _, ...meta }) => meta)).toEqual(attachments)
    expect(read.map(({ content }) => Buffer.from(content).toString('latin1'))).toEqual([
      '\x00\x01\x02',
      expect.stringContaining('Subject: Inside'),
      '%PDF',
    ])
    expect(await readAttachments(Buffer.from(''))).toEqual([])
  })

  it.each([
    ['quoted-printable', 'Gr=C3=BC=C3=9Fe', 'utf-8'],
    ['base64', Buffer.from('Grüße', 'utf8').toString('base64'), 'utf-8'],
    ['quoted-printable', 'Gr=FC=DFe', 'iso-8859-1'],
  ])('decodes %s in %s', async (encoding, body, charset) => {
    const mail = await parseMessage(
      rawMail({
        headers: {
          'Content-Type': `text/plain; charset=${charset}`,
          'Content-Transfer-Encoding': encoding,
        },
        body,
      }),
    )
    expect(mail.text?.trim()).toBe('Grüße')
  })

  it('keeps a forwarded mail out of the text of the answer', async () => {
    const mail = await parseMessage(
      multipartMail({
        type: 'mixed',
        parts: [
          'Content-Type: text/plain\n\nSee below',
          'Content-Type: message/rfc822\n\nSubject: Inner\n\nx',
        ],
      }),
    )
    expect(mail.text?.trim()).toBe('See below')
    expect(mail.returned?.headers).toEqual([{ name: 'subject', value: 'Inner' }])
  })
})

describe('odd headers', () => {
  it.each([
    ['folded', 'Subject: One\n two\n\tthree\n\n', 'One two\tthree'],
    ['in encoded words over two lines', 'Subject: =?UTF-8?Q?Gr=C3=BC?=\n =?UTF-8?Q?=C3=9Fe?=\n\n', 'Grüße'],
    ['in encoded words of another charset', 'Subject: =?iso-8859-1?q?Gr=FC=DFe?=\n\n', 'Grüße'],
    ['in an unknown charset', 'Subject: =?no-such?q?Hello?=\n\n', 'Hello'],
    ['without a space after the colon', 'Subject:Hello\n\n', 'Hello'],
    ['with a space before the colon', 'Subject : Hello\n\n', 'Hello'],
    ['twice: the first counts', 'Subject: One\nSubject: Two\n\n', 'One'],
    ['missing', 'From: a@customer.test\n\n', ''],
    ['below empty lines', '\n  \n\nSubject: Hello\n\n', 'Hello'],
    ['without a body', 'Subject: Hello', 'Hello'],
  ])('a subject %s', async (_what, head, subject) => {
    expect((await parseMessage(bytes(head))).subject).toBe(subject)
  })

  it('are read where they stand raw in the charset of the body', async () => {
    const raw = bytes(
      'Subject: Grüße\nContent-Type: text/plain; charset=iso-8859-1\n\nSchöne Grüße',
      'latin1',
    )
    const mail = await parseMessage(raw)
    expect(mail.subject).toBe('Grüße')
    expect(mail.text?.trim()).toBe('Schöne Grüße')
  })

  it('are read where they are raw UTF-8', async () => {
    expect((await parseMessage(bytes('Subject: 你好\n\n'))).subject).toBe('你好')
  })

  it.each([
    ['=?UTF-8?Q?Lee=2C_Ann?= <ann@customer.test>', 'Lee, Ann'],
    ['"Lee, \\"A\\" Ann" <ann@customer.test>', 'Lee, "A" Ann'],
    ['=?UTF-8?Q?boss=40acme=2Etest?= <ann@customer.test>', 'boss@acme.test'],
    ['ann@customer.test (Ann)', 'Ann'],
  ])('a sender written as %s', async (From, name) => {
    expect((await parseMessage(rawMail({ headers: { From } }))).from).toEqual({
      name,
      address: 'ann@customer.test',
    })
  })

  it('do not hide the body of a multipart without its boundary', async () => {
    const mail = await parseMessage(
      rawMail({ headers: { 'Content-Type': 'multipart/mixed' }, body: 'Hello' }),
    )
    expect(mail.text?.trim()).toBe('Hello')
  })

  it('never bring the mail down: nothing, only a From, a broken address, a bad date', async () => {
    expect((await parseMessage(Buffer.alloc(0))).headers).toEqual([])
    expect((await parseMessage(bytes('From: nobody at all\n\nx'))).from).toBeUndefined()
    const mail = await parseMessage(rawMail({ headers: { Date: '32 Foo 20 99:99', 'Message-ID': '<>' } }))
    expect(mail.date).toBeUndefined()
    expect(mail.messageId).toBeUndefined()
  })

  it.each([
    ['an id in a comment', 'Message of Monday <first@acme.test>', ['<first@acme.test>']],
    ['an id without brackets', 'first@acme.test', ['<first@acme.test>']],
    ['an id broken by folding', '<first@\n acme.test>', ['<first@acme.test>']],
    ['several', '<a@acme.test>,<b@acme.test>', ['<a@acme.test>', '<b@acme.test>']],
    ['nothing', 'your mail', []],
  ])('In-Reply-To with %s', async (_what, value, ids) => {
    expect((await parseMessage(rawMail({ headers: { 'In-Reply-To': value } }))).inReplyTo).toEqual(ids)
  })

  it('bound what they cost: 10,000 references, a header of a megabyte, 100,000 headers', async () => {
    const ids = Array.from({ length: 10_000 }, (_, i) => `<${i}@acme.test>`)
    const referring = await parseMessage(rawMail({ headers: { References: ids.join('\n ') } }))
    expect(referring.references.slice(0, 2)).toEqual(['<0@acme.test>', '<1@acme.test>'])
    expect(referring.references.length).toBeLessThanOrEqual(500)
    const long = await parseMessage(rawMail({ headers: { 'X-Long': 'x'.repeat(1_000_000) }, body: 'Hello' }))
    expect(headerOf(long.headers, 'x-long')?.length).toBeLessThanOrEqual(50_000)
    const many = await parseMessage(bytes(`Subject: Hello\n${'X-Many: x\n'.repeat(100_000)}\nbody`))
    expect(many.subject).toBe('Hello')
  })

  it('lose their NULs, raw or encoded, with those of the text', async () => {
    const mail = await parseMessage(
      rawMail({
        headers: {
          From: '=?utf-8?Q?Ann=00Lee?= <ann@customer.test>',
          Subject: 'A\0 =?utf-8?Q?b=00c?=',
          'Message-ID': '<a\0b@customer.test>',
          'Content-Transfer-Encoding': 'quoted-printable',
        },
        body: 'x=00y\0z',
      }),
    )
    expect(mail).toMatchObject({
      from: { name: 'Ann Lee', address: 'ann@customer.test' },
      subject: 'A bc',
      messageId: '<ab@customer.test>',
    })
    expect(mail.text?.trim()).toBe('xyz')
  })

  it('tell of a mail that was cut', async () => {
    const mail = await parseMessage(rawMail({ body: 'x\n'.repeat(60_000) }))
    expect(mail.incomplete).toBe(true)
    expect(mail.from?.address).toBe('ann@customer.test')
    expect(mail.text?.startsWith('x\nx\n')).toBe(true)
  })

  it('are still read when parts are nested too deep', async () => {
    const nested = Array.from({ length: 400 }, (_, i) => i)
      .map((i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`)
      .join('')
    const mail = await parseMessage(bytes(`Subject: Hello\n${nested}Content-Type: text/plain\n\nx`))
    expect(mail.subject).toBe('Hello')
    expect(mail.incomplete).toBe(true)
  })
})
