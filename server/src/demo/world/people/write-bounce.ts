import type { DeliveredMail } from './delivered-mail.ts'

/**
 * A report that a mail could not be delivered (RFC 3464), as a mail server far away sends it: a text for people, the status for programs,
 * and the headers of the mail. Without a sender (RFC 5321, 4.5.5) on the envelope, to whoever sent it.
 */
export const writeBounce = ({ mail, at }: { mail: DeliveredMail; at: Date }): { to: string; raw: Buffer } => {
  const { address } = mail.to
  const host = `mx1.${address.slice(address.lastIndexOf('@') + 1)}`
  const date = at.toUTCString().replace('GMT', '+0000')
  const id = `${at.getTime().toString(36)}.bounce`
  const boundary = `${id.toUpperCase()}/${host}`
  const words = `550 5.1.1 <${address}>: Recipient address rejected: User unknown in virtual mailbox table`
  const headers = mail.raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? ''
  const lines = [
    'Return-Path: <>',
    `Date: ${date}`,
    `From: MAILER-DAEMON@${host} (Mail Delivery System)`,
    'Subject: Undelivered Mail Returned to Sender',
    `To: ${mail.answerTo}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    `Message-Id: <${id}@${host}>`,
    '',
    'This is a MIME-encapsulated message.',
    '',
    `--${boundary}`,
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `This is the mail system at host ${host}.`,
    '',
    'Your message could not be delivered to one recipient. It is attached below.',
    '',
    `<${address}>: ${words}`,
    '',
    `--${boundary}`,
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; ${host}`,
    `Arrival-Date: ${date}`,
    '',
    `Final-Recipient: rfc822; ${address}`,
    `Original-Recipient: rfc822;${address}`,
    'Action: failed',
    'Status: 5.1.1',
    `Diagnostic-Code: smtp; ${words}`,
    '',
    `--${boundary}`,
    'Content-Description: Undelivered Message Headers',
    'Content-Type: text/rfc822-headers',
    '',
    headers,
    '',
    `--${boundary}--`,
    '',
  ]
  return { to: mail.answerTo, raw: Buffer.from(lines.join('\r\n'), 'latin1') }
}
