/** Mails of our own making, for tests. */

const CRLF = '\r\n'
const BOUNDARY = 'fixture-boundary'

const withCrlf = (text: string): string => text.replace(/\r?\n/g, CRLF)

/** A raw mail; a header of the same name replaces one of the usual ones, an empty value leaves it out. */
export const rawMail = ({
  headers = {},
  body = '',
}: {
  headers?: Readonly<Record<string, string>>
  body?: string
}): Buffer => {
  const all = {
    From: 'Ann Lee <ann@customer.test>',
    To: 'Steve <steve@acme.test>',
    Date: 'Mon, 2 Mar 2026 10:00:00 +0100',
    Subject: 'Re: A question',
    'Message-ID': '<answer@customer.test>',
    ...headers,
  }
  const lines = Object.entries(all).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]))
  return Buffer.from(withCrlf(`${lines.join('\n')}\n\n${body}`), 'utf8')
}

/** One part of a multipart: its headers, then an empty line, then its text. */
export const multipartMail = ({
  type,
  headers = {},
  parts,
}: {
  /** `mixed`, or `report; report-type=delivery-status`. */
  type: string
  headers?: Readonly<Record<string, string>>
  parts: readonly string[]
}): Buffer =>
  rawMail({
    headers: {
      'MIME-Version': '1.0',
      'Content-Type': `multipart/${type}; boundary="${BOUNDARY}"`,
      ...headers,
    },
    body: `${parts.map((part) => `--${BOUNDARY}\n${part}\n`).join('')}--${BOUNDARY}--\n`,
  })

/** The headers of the mail of ours that the reports here return. */
export const OUR_HEADERS = `Received: from acme.test (acme.test [192.0.2.10]) by relay.acme.test; Mon, 2 Mar 2026 09:00:00 +0100
From: Steve <steve@acme.test>
To: bob@customer.test
Subject: A question
Date: Mon, 2 Mar 2026 09:00:00 +0100
Message-ID: <first.mail@acme.test>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8`

/** A report of RFC 3464 with the usual three parts. */
export const deliveryReport = ({
  words = 'Your mail could not be delivered to everybody.',
  recipients,
  headers = {},
  returned = OUR_HEADERS,
}: {
  words?: string
  /** The fields about each recipient. */
  recipients: readonly string[]
  headers?: Readonly<Record<string, string>>
  /** Empty: nothing comes back. */
  returned?: string
}): Buffer =>
  multipartMail({
    type: 'report; report-type=delivery-status',
    headers: {
      From: 'Mail Delivery System <MAILER-DAEMON@relay.acme.test>',
      Subject: 'Undelivered Mail Returned to Sender',
      'Message-ID': '<report@relay.acme.test>',
      'Auto-Submitted': 'auto-replied',
      ...headers,
    },
    parts: [
      `Content-Type: text/plain; charset=us-ascii\n\n${words}`,
      `Content-Type: message/delivery-status\n\nReporting-MTA: dns; relay.acme.test\nArrival-Date: Mon, 2 Mar 2026 09:00:01 +0100\n\n${recipients.join('\n\n')}\n`,
      ...(returned === '' ? [] : [`Content-Type: text/rfc822-headers\n\n${returned}\n`]),
    ],
  })
