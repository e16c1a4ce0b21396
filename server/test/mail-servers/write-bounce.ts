/** The report of a mail that could not be delivered (RFC 3464), as a server writes it that accepted the mail first. */
export const writeBounce = ({
  to,
  failed,
  returned,
  at,
}: {
  to: string
  failed: string
  returned: Buffer
  at: Date
}): string => {
  const headers = returned.toString('latin1').split('\r\n\r\n', 1)[0] ?? ''
  const boundary = 'report-of-failure'
  return [
    'From: Mail Delivery System <MAILER-DAEMON@mx.bounce.test>',
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${at.toUTCString()}`,
    `Message-ID: <${at.getTime()}.${Math.abs(hashOf(failed))}@mx.bounce.test>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `The mail could not be delivered to <${failed}>: the account does not exist.`,
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.bounce.test',
    '',
    `Final-Recipient: rfc822; ${failed}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 The account does not exist',
    '',
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    headers,
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n')
}

const hashOf = (text: string): number =>
  [...text].reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0, 7)
