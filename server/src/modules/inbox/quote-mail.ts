import { DateTime } from 'luxon'
import { escapeHtml } from '#platform/http/index.ts'
import { sanitiseMail } from './sanitise-mail.ts'

export type QuotedMail = {
  fromName: string
  fromAddress: string
  receivedAt: Date
  text: string | null
  html: string | null
}

/** What stands below an answer, as mail programs write it: who wrote when, and his words, indented. */
export const quoteOf = (mail: QuotedMail, zone: string): string => {
  const at = DateTime.fromJSDate(mail.receivedAt, { zone }).setLocale('en-GB')
  const who = mail.fromName === '' ? mail.fromAddress : `${mail.fromName} <${mail.fromAddress}>`
  const when = at.toFormat("ccc, d LLL yyyy 'at' HH:mm")
  const words =
    mail.html === null
      ? `<p>${escapeHtml(mail.text ?? '').replaceAll(/\r?\n/g, '<br>')}</p>`
      : sanitiseMail(mail.html).html
  return `<div>On ${when}, ${escapeHtml(who)} wrote:</div>
<blockquote type="cite" style="margin:0 0 0 0.8ex;border-left:1px solid #ccc;padding-left:1ex">${words}</blockquote>`
}
