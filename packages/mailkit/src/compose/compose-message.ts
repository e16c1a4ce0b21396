import type { Mailbox } from '../addresses/parse-address.ts'
import { MailInputError } from '../mail-input-error.ts'
import { addressHeader } from './address-header.ts'
import { encodeBody } from './body-part.ts'
import { refuseBreakout, textHeader, tokenHeader } from './header-line.ts'

/** How the recipient can ask for no more mail (RFC 2369); `oneClick` adds the header of RFC 8058 and needs `url`. */
export type ListUnsubscribe = {
  /** A `mailto:` link, with or without its scheme. */
  readonly mailto?: string | undefined
  readonly url?: string | undefined
  readonly oneClick: boolean
}

/** A mail to be written. Header values must not contain CR, LF or NUL; line ends in the bodies are made CRLF. */
export type OutgoingMail = {
  readonly from: Mailbox
  readonly to: readonly Mailbox[]
  readonly cc?: readonly Mailbox[] | undefined
  readonly replyTo?: Mailbox | undefined
  readonly subject: string
  readonly date: Date
  /** With its angle brackets; see `newMessageId`. */
  readonly messageId: string
  readonly inReplyTo?: string | undefined
  readonly references?: readonly string[] | undefined
  readonly text: string
  readonly html?: string | undefined
  readonly listUnsubscribe?: ListUnsubscribe | undefined
  /** Further headers in the order given. Those that are made from the fields above cannot be set here. */
  readonly headers?: readonly (readonly [name: string, value: string])[]
}

const HEADER_NAME = /^[!-9;-~]{1,76}$/
const MESSAGE_ID = /^<[^\s<>]+>$/
const OWN_HEADERS = new Set([
  'from',
  'to',
  'cc',
  'bcc',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
])

const dateHeader = (date: Date): string => {
  if (Number.isNaN(date.getTime()))
    throw new MailInputError({ header: 'Date', message: 'Date is not a valid date.' })
  return `Date: ${date.toUTCString().replace('GMT', '+0000')}`
}

const idsHeader = (header: string, ids: readonly string[]): string => {
  for (const id of ids) {
    refuseBreakout(header, id)
    if (!MESSAGE_ID.test(id)) {
      throw new MailInputError({ header, message: `${header} must be an id in angle brackets: ${id}` })
    }
  }
  return tokenHeader(header, ids)
}

const unsubscribeHeaders = ({ mailto, url, oneClick }: ListUnsubscribe): string[] => {
  const links: string[] = []
  if (mailto !== undefined) links.push(`<${/^mailto:/i.test(mailto) ? mailto : `mailto:${mailto}`}>`)
  if (url !== undefined) links.push(`<${url}>`)
  if (links.length === 0) return []
  if (links.some((link) => /[<>]/.test(link.slice(1, -1)))) {
    throw new MailInputError({
      header: 'List-Unsubscribe',
      message: 'List-Unsubscribe must not contain angle brackets.',
    })
  }
  const header = tokenHeader('List-Unsubscribe', links, ',')
  return oneClick && url !== undefined
    ? [header, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click']
    : [header]
}

const extraHeader = ([name, value]: readonly [string, string]): string => {
  if (!HEADER_NAME.test(name)) {
    throw new MailInputError({ header: name, message: `"${name}" cannot be the name of a header.` })
  }
  if (OWN_HEADERS.has(name.toLowerCase())) {
    throw new MailInputError({
      header: name,
      message: `${name} has a field of its own and cannot be an extra header.`,
    })
  }
  return textHeader(name, value)
}

const headersOf = (mail: OutgoingMail): string[] => {
  const lines = [addressHeader('From', [mail.from]), addressHeader('To', mail.to)]
  if (mail.cc !== undefined && mail.cc.length > 0) lines.push(addressHeader('Cc', mail.cc))
  if (mail.replyTo !== undefined) lines.push(addressHeader('Reply-To', [mail.replyTo]))
  lines.push(
    textHeader('Subject', mail.subject),
    dateHeader(mail.date),
    idsHeader('Message-ID', [mail.messageId]),
  )
  if (mail.inReplyTo !== undefined) lines.push(idsHeader('In-Reply-To', [mail.inReplyTo]))
  if (mail.references !== undefined && mail.references.length > 0) {
    lines.push(idsHeader('References', mail.references))
  }
  if (mail.listUnsubscribe !== undefined) lines.push(...unsubscribeHeaders(mail.listUnsubscribe))
  for (const header of mail.headers ?? []) lines.push(extraHeader(header))
  lines.push('MIME-Version: 1.0')
  return lines
}

/**
 * The boundary follows from the Message-ID, so composing a mail again gives the same bytes. `=_` cannot occur in quoted-printable or
 * base64, and `encodeBody` encodes a plain body that contains it.
 */
const boundaryOf = (messageId: string): string => `=_${messageId.replace(/[^A-Za-z0-9.-]/g, '').slice(0, 50)}`

const part = (type: string, text: string, boundary: string): string => {
  const body = encodeBody(text, boundary)
  return `Content-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${body.encoding}\r\n\r\n${body.text}`
}

/**
 * The mail as raw bytes, ready for SMTP (RFC 5322, MIME): headers folded, names and subject in encoded words where needed, text and HTML
 * as alternatives where there is HTML. Bcc is not written: recipients of the envelope are the sender's business.
 * @throws MailInputError naming the header, when an address is not valid, or a value could break out of its header
 */
export const composeMessage = (mail: OutgoingMail): Buffer => {
  const head = headersOf(mail).join('\r\n')
  if (mail.html === undefined) return Buffer.from(`${head}\r\n${part('plain', mail.text, '')}`, 'latin1')
  const boundary = boundaryOf(mail.messageId)
  return Buffer.from(
    `${head}\r\nContent-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n--${boundary}\r\n${part('plain', mail.text, boundary)}\r\n--${boundary}\r\n${part('html', mail.html, boundary)}\r\n--${boundary}--\r\n`,
    'latin1',
  )
}
