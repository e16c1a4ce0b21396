import { describe, expect, it } from 'vitest'
import { parseMessage } from '../parse/parse-message.ts'
import { deliveryReport, multipartMail, OUR_HEADERS, rawMail } from '../testing/raw-mail.ts'
import type { Classification } from './classification.ts'
import { classifyMessage } from './classify-message.ts'

const classify = async (raw: Uint8Array): Promise<Classification> => classifyMessage(await parseMessage(raw))

const bounceOf = async (raw: Uint8Array): Promise<Extract<Classification, { kind: 'bounce' }>> => {
  const found = await classify(raw)
  if (found.kind !== 'bounce') throw new Error(`taken for ${found.kind}`)
  return found
}

const OURS = ['<first.mail@acme.test>']

describe('a report with fields', () => {
  it('as Postfix writes it: no such user', async () => {
    const raw = deliveryReport({
      words:
        'This is the mail system at host relay.acme.test.\n\nI am sorry that your message could not be delivered to one or more recipients.\n\n<bob@customer.test>: host mx.customer.test[192.0.2.1] said: 550 5.1.1\n    <bob@customer.test>: Recipient address rejected: User unknown in virtual mailbox\n    table (in reply to RCPT TO command)',
      recipients: [
        'Final-Recipient: rfc822; bob@customer.test\nOriginal-Recipient: rfc822;bob@customer.test\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; mx.customer.test\nDiagnostic-Code: smtp; 550 5.1.1 <bob@customer.test>: Recipient address\n    rejected: User unknown in virtual mailbox table',
      ],
    })
    expect(await bounceOf(raw)).toMatchObject({
      recipients: [
        {
          address: 'bob@customer.test',
          status: '5.1.1',
          smtpCode: 550,
          hard: true,
          permanent: true,
          reason: 'unknown-user',
        },
      ],
      originalMessageIds: OURS,
    })
  })

  it('as Exchange writes it: the text in HTML, the mail itself returned', async () => {
    const raw = multipartMail({
      type: 'report; report-type=delivery-status',
      headers: {
        From: 'postmaster@customer.test',
        Subject: 'Undeliverable: A question',
        'In-Reply-To': OURS[0] ?? '',
      },
      parts: [
        "Content-Type: text/html\n\n<p>Delivery has failed to these recipients or groups:</p><p>bob@customer.test</p><p>The address couldn't be found.</p>",
        'Content-Type: message/delivery-status\n\nReporting-MTA: dns;mail.customer.test\n\nFinal-Recipient: rfc822;bob@customer.test\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
        `Content-Type: message/rfc822\n\n${OUR_HEADERS}\n\nHi Bob`,
      ],
    })
    expect(await bounceOf(raw)).toMatchObject({
      recipients: [{ address: 'bob@customer.test', status: '5.1.10', hard: true, reason: 'unknown-user' }],
      originalMessageIds: OURS,
    })
  })

  it('as Gmail writes it: the domain does not exist', async () => {
    const raw = deliveryReport({
      headers: {
        From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
        'X-Failed-Recipients': 'bob@customer.test',
      },
      words: "** Address not found **\n\nYour message wasn't delivered because the domain couldn't be found.",
      recipients: [
        'Final-Recipient: rfc822; bob@customer.test\nAction: failed\nStatus: 4.0.0\nDiagnostic-Code: smtp; DNS Error: DNS type mx lookup of customer.test responded with code NXDOMAIN\nLast-Attempt-Date: Mon, 02 Mar 2026 01:00:00 -0800 (PST)',
      ],
    })
    const { recipients } = await bounceOf(raw)
    expect(recipients).toMatchObject([{ address: 'bob@customer.test', reason: 'unknown-host' }])
  })

  it.each([
    ['5.2.2', '552 5.2.2 The mailbox is over quota', 'mailbox-full', false],
    ['5.7.1', '550 5.7.1 Message rejected as spam by content filter', 'spam', false],
    ['5.7.26', '550 5.7.26 Unauthenticated mail: SPF and DKIM did not pass', 'authentication', false],
    ['5.7.1', '554 5.7.1 Your host is listed at a blocklist', 'blocked', false],
    ['5.2.1', '550 5.2.1 This account has been disabled', 'disabled', true],
    ['5.1.6', '551 5.1.6 The user has moved away', 'moved', true],
    ['5.1.2', '550 5.1.2 Host unknown', 'unknown-host', true],
    ['5.4.7', 'Delivery time expired, the message was in the queue too long', 'expired', false],
    ['5.3.4', '552 5.3.4 Message size exceeds fixed limit', 'too-large', false],
    ['5.7.129', '550 5.7.129 The group accepts mail only from members', 'refused', false],
  ])('with %s "%s" means %s', async (status, words, reason, hard) => {
    const raw = deliveryReport({
      recipients: [
        `Final-Recipient: rfc822; bob@customer.test\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${words}`,
      ],
    })
    expect((await bounceOf(raw)).recipients).toMatchObject([{ status, reason, hard, permanent: true }])
  })

  it('tells several recipients apart', async () => {
    const raw = deliveryReport({
      recipients: [
        'Final-Recipient: rfc822; bob@customer.test\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown',
        'Final-Recipient: rfc822; eve@customer.test\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full',
        'Final-Recipient: rfc822; joe@customer.test\nAction: delayed\nStatus: 4.4.1',
      ],
    })
    expect((await bounceOf(raw)).recipients.map(({ address, hard }) => [address, hard])).toEqual([
      ['bob@customer.test', true],
      ['eve@customer.test', false],
    ])
  })

  it('names the address we wrote to, not the one it was forwarded to', async () => {
    const raw = deliveryReport({
      recipients: [
        'Original-Recipient: rfc822;bob@customer.test\nFinal-Recipient: rfc822;b.miller@elsewhere.test\nAction: failed\nStatus: 5.1.1',
      ],
    })
    expect((await bounceOf(raw)).recipients[0]?.address).toBe('bob@customer.test')
  })

  it('reads groups that no empty line parts', async () => {
    const raw = deliveryReport({
      recipients: [
        'Final-Recipient: rfc822; bob@customer.test\nAction: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822; eve@customer.test\nAction: failed\nStatus: 5.1.1',
      ],
    })
    expect((await bounceOf(raw)).recipients).toHaveLength(2)
  })

  it('takes the words where the fields say nothing in particular', async () => {
    const raw = deliveryReport({
      words: '<bob@customer.test>: There is no such user here.',
      recipients: ['Final-Recipient: rfc822; bob@customer.test\nAction: failed\nStatus: 5.0.0'],
    })
    expect((await bounceOf(raw)).recipients).toMatchObject([{ reason: 'unknown-user', hard: true }])
  })

  it('finds a status that lost its own part and stands in the text', async () => {
    const raw = rawMail({
      headers: {
        From: 'MAILER-DAEMON@relay.acme.test',
        Subject: 'Undelivered Mail Returned to Sender',
      },
      body: `Your mail could not be delivered.\n\nReporting-MTA: dns; relay.acme.test\n\nFinal-Recipient: rfc822; bob@customer.test\nAction: failed\nStatus: 5.1.1\n\n${OUR_HEADERS}\n`,
    })
    expect(await bounceOf(raw)).toMatchObject({
      recipients: [{ address: 'bob@customer.test', status: '5.1.1', hard: true }],
      originalMessageIds: OURS,
    })
  })

  it('is a bounce also when nothing of our mail comes back', async () => {
    const raw = deliveryReport({
      recipients: ['Final-Recipient: rfc822; bob@customer.test\nAction: failed\nStatus: 5.1.1'],
      returned: '',
      headers: { 'In-Reply-To': OURS[0] ?? '' },
    })
    expect(await bounceOf(raw)).toMatchObject({ originalMessageIds: OURS, originalHeaders: [] })
  })

  it.each([
    ['delayed', '4.4.1', 'delayed'],
    ['delivered', '2.0.0', 'delivered'],
    ['relayed', '2.0.0', 'delivered'],
    ['expanded', '2.0.0', 'delivered'],
    ['deliverable', '2.1.5', 'delivered'],
  ])('%s %s is no bounce', async (action, status, kind) => {
    const raw = deliveryReport({
      recipients: [`Final-Recipient: rfc822; bob@customer.test\nAction: ${action}\nStatus: ${status}`],
    })
    expect(await classify(raw)).toMatchObject({ kind, originalMessageIds: OURS })
  })
})

describe('a report in words only', () => {
  const report = (body: string, headers: Record<string, string> = {}) =>
    bounceOf(
      rawMail({
        headers: {
          From: 'Mail Delivery System <Mailer-Daemon@mail.acme.test>',
          Subject: 'Mail delivery failed: returning message to sender',
          ...headers,
        },
        body,
      }),
    )

  it('as Exim writes it', async () => {
    const found = await report(
      `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  bob@customer.test\n    host mx.customer.test [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<bob@customer.test>:\n    550 no mailbox by that name is currently available\n\n------ This is a copy of the message, including all the headers. ------\n\n${OUR_HEADERS}\n\nHi Bob\n`,
      { 'X-Failed-Recipients': 'bob@customer.test' },
    )
    expect(found).toMatchObject({
      recipients: [{ address: 'bob@customer.test', smtpCode: 550, hard: true, reason: 'unknown-user' }],
      originalMessageIds: OURS,
    })
  })

  it('as qmail writes it', async () => {
    const found = await report(
      `Hi. This is the mail program at mail.acme.test.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nI have given up on it; sorry that it did not work out.\n\n<bob@customer.test>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 unknown user account\nGiving up on 192.0.2.1.\n\n--- Below this line is a copy of the message.\n\n${OUR_HEADERS}\n\nHi Bob\n`,
      { Subject: 'failure notice' },
    )
    expect(found).toMatchObject({
      recipients: [{ address: 'bob@customer.test', status: '5.1.1', hard: true }],
      originalMessageIds: OURS,
    })
  })

  it('in German, the mail full', async () => {
    const found = await report(
      `Ihre Nachricht konnte nicht zugestellt werden:\n\nbob@customer.test\n  Das Postfach des Empfängers ist voll.\n\n${OUR_HEADERS}\n`,
      { Subject: 'Unzustellbar: A question', From: 'postmaster@customer.test' },
    )
    expect(found.recipients).toMatchObject([
      { address: 'bob@customer.test', reason: 'mailbox-full', hard: false },
    ])
  })

  it('in French, no such address', async () => {
    const found = await report(
      "Votre message n'a pas pu être remis aux destinataires suivants :\n\nbob@customer.test\n  Destinataire inconnu",
      { Subject: 'Non remis : A question', From: 'postmaster@customer.test' },
    )
    expect(found.recipients).toMatchObject([
      { address: 'bob@customer.test', reason: 'unknown-user', hard: true },
    ])
  })

  it('never takes our own address for the failed one', async () => {
    const found = await report(
      'A message from <steve@acme.test> could not be delivered.\n\n  <bob@customer.test>: user unknown',
    )
    expect(found.recipients.map(({ address }) => address)).toEqual(['bob@customer.test'])
  })

  it('is a delay when it says that it goes on trying', async () => {
    const raw = rawMail({
      headers: {
        From: 'Mail Delivery System <Mailer-Daemon@mail.acme.test>',
        Subject: 'Warning: message delayed 24 hours',
      },
      body: `A message that you sent has not yet been delivered to:\n\n  bob@customer.test\n\nNo action is required on your part. Delivery attempts will continue.\n\n${OUR_HEADERS}\n`,
    })
    expect(await classify(raw)).toMatchObject({ kind: 'delayed', originalMessageIds: OURS })
  })
})

describe('what only looks like a bounce', () => {
  it.each([
    [
      'a person who asks about one',
      {
        headers: { Subject: 'Re: Undelivered mail?' },
        body: 'Hi Steve,\n\nyour mail to bob@customer.test bounced, the message could not be delivered. Try eve@customer.test.\n\nAnn',
      },
      'human',
    ],
    [
      'a person who forwards one',
      {
        headers: { Subject: 'Fwd: Undelivered Mail Returned to Sender' },
        body: 'Can you help?\n\n---------- Forwarded message ---------\nFrom: Mail Delivery System <mailer-daemon@x.test>\n\n<bob@customer.test>: 550 5.1.1 User unknown',
      },
      'human',
    ],
    [
      'a parcel service',
      {
        headers: { From: 'Parcels <service@parcels.test>', Subject: 'Your delivery failed today' },
        body: 'We could not deliver your parcel. We will try again tomorrow.',
      },
      'human',
    ],
  ])('%s', async (_what, mail, kind) => {
    expect((await classify(rawMail(mail))).kind).toBe(kind)
  })
})
