import { DateTime } from 'luxon'
import { QUOTE_MARK } from '#modules/outbound/index.ts'
import { escapeHtml } from '#platform/http/index.ts'
import { sanitiseMail } from './sanitise-mail.ts'

export type QuotedMail = {
  fromName: string
  fromAddress: string
  receivedAt: Date
  text: string | null
  html: string | null
}

/** An answer with the mail below that it answers, as mail programs write it: who wrote when, and his words, indented. */
export const withQuote = (html: string, mail: QuotedMail, zone: string): string => {
  const at = DateTime.fromJSDate(mail.receivedAt, { zone }).setLocale('en-GB')
  const who = mail.fromName === '' ? mail.fromAddress : `${mail.fromName} <${mail.fromAddress}>`
  const when = at.toFormat("ccc, d LLL yyyy 'at' HH:mm")
  const words =
    mail.html === null
      ? `<p>${escapeHtml(mail.text ?? '').replaceAll(/\r?\n/g, '<br>')}</p>`
      : sanitiseMail(mail.html).html
  return `${html}
${QUOTE_MARK}<div>On ${when}, ${escapeHtml(who)} wrote:</div>
<blockquote type="cite" style="margin:0 0 0 0.8ex;border-left:1px solid #ccc;padding-left:1ex">${words}</blockquote></div>`
}
