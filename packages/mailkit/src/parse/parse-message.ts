import PostalMime, { type Email, type Attachment as MimePart } from 'postal-mime'
import { parseAddressList } from '../addresses/parse-address.ts'
import { messageIdsIn, normaliseMessageId } from '../threading/message-id.ts'
import { type DeliveryStatus, readDeliveryStatus } from './delivery-status.ts'
import { type Header, headerOf, headersOf, headerValue, readHeaderBlock, withoutNul } from './header-block.ts'
import { readMailDate } from './mail-date.ts'
import type { Attachment, AttachmentMeta, ParsedMessage, ReturnedMessage } from './parsed-message.ts'
import { readableBytes } from './readable-bytes.ts'
import { readReturned } from './returned-message.ts'

const MAX_TEXT = 1024 * 1024
/** What else stands among the headers is none (RFC 5322 section 2.2). */
const HEADER_NAME = /^[!-9;-~]+$/
const MAX_PART_TEXT = 512 * 1024

const bytesOf = (attachment: MimePart): Uint8Array => {
  const { content } = attachment
  if (typeof content === 'string') return Buffer.from(content, 'utf8')
  return content instanceof Uint8Array ? content : new Uint8Array(content)
}

const textOf = (bytes: Uint8Array): string =>
  withoutNul(Buffer.from(bytes.subarray(0, MAX_PART_TEXT)).toString('utf8'))

const metaOf = (attachment: MimePart): AttachmentMeta => ({
  ...(attachment.filename ? { fileName: withoutNul(attachment.filename) } : {}),
  mimeType: withoutNul(attachment.mimeType),
  size: bytesOf(attachment).length,
  inline: attachment.related === true,
  ...contentIdOf(attachment),
})

const contentIdOf = ({ contentId = '' }: MimePart): { contentId?: string } => {
  const id = withoutNul(contentId).trim().replace(/^<|>$/g, '')
  return id === '' ? {} : { contentId: id }
}

const partOf = (email: Email, types: readonly string[]): string | undefined => {
  const part = email.attachments.find((attachment) => types.includes(attachment.mimeType))
  return part === undefined ? undefined : textOf(bytesOf(part))
}

const deliveryStatusOf = (email: Email): DeliveryStatus | undefined => {
  const types = ['message/delivery-status', 'message/global-delivery-status']
  const parts = email.attachments.filter((attachment) => types.includes(attachment.mimeType))
  if (parts.length === 0) return undefined
  return readDeliveryStatus(parts.map((part) => textOf(bytesOf(part))).join('\n\n'))
}

const returnedOf = (email: Email): ReturnedMessage | undefined => {
  const part = partOf(email, [
    'message/rfc822',
    'text/rfc822-headers',
    'message/rfc822-headers',
    'message/global',
    'message/global-headers',
  ])
  return part === undefined ? undefined : readReturned(part)
}

const fieldsOf = (text: string | undefined): Header[] | undefined =>
  text === undefined ? undefined : readHeaderBlock(text.replace(/^\s+/, '')).headers

const reportTypeOf = (headers: readonly Header[]): string | undefined => {
  const type = headerOf(headers, 'content-type') ?? ''
  if (!/^multipart\/report/i.test(type)) return undefined
  return /report-type\s*=\s*"?([\w-]+)/i.exec(type)?.[1]?.toLowerCase() ?? 'unknown'
}

/** Read from the raw value: an encoded name may hold a comma or an @ that only looks like syntax once it is decoded. */
const addressesOf = (email: Email, name: string) =>
  parseAddressList(
    email.headers
      .filter(({ key }) => key === name)
      .map(({ value }) => value)
      .join(', '),
  )

const capped = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : withoutNul(text.slice(0, MAX_TEXT)).toWellFormed()

/** Leaves out what is undefined, as optional fields are absent rather than empty. */
const present = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

const tryPostalMime = async (raw: Uint8Array): Promise<Email | undefined> => {
  try {
    return await PostalMime.parse(raw, { forceRfc822Attachments: true })
  } catch {
    // Nesting or headers beyond its limits. The plain reading below still finds headers and text.
    return undefined
  }
}

const plainReading = (raw: Uint8Array): Email => {
  const text = textOf(raw)
  const { headers, end } = readHeaderBlock(text)
  return {
    headers: headers.map(({ name, value }) => ({ key: name, originalKey: name, value })),
    headerLines: [],
    text: text.slice(end),
    attachments: [],
  }
}

/** The body as it stands, for mails whose structure hides it: a multipart without its boundary, an unknown top type. */
const bareBody = (raw: Uint8Array): string => {
  const text = textOf(raw)
  return text.slice(readHeaderBlock(text).end)
}

/**
 * Reads a mail. Never throws: what cannot be read is left out, what is too large is cut and marked `incomplete`. Attachments are
 * described, not kept; delivery status, abuse report and returned mail are read into fields.
 */
export const parseMessage = async (raw: Uint8Array): Promise<ParsedMessage> => {
  const { bytes, cut } = readableBytes(raw)
  const parsed = await tryPostalMime(bytes)
  const email = parsed ?? plainReading(bytes)
  const headers = email.headers.flatMap(({ key, value }): Header[] =>
    HEADER_NAME.test(key) ? [{ name: key, value: headerValue(value) }] : [],
  )
  const date = readMailDate(headerOf(headers, 'date') ?? '')
  const hasBody = email.text !== undefined || email.html !== undefined || email.attachments.length > 0
  return {
    headers,
    to: addressesOf(email, 'to'),
    cc: addressesOf(email, 'cc'),
    replyTo: addressesOf(email, 'reply-to'),
    subject: headerOf(headers, 'subject') ?? '',
    inReplyTo: messageIdsIn(headerOf(headers, 'in-reply-to') ?? ''),
    references: messageIdsIn(headersOf(headers, 'references').join(' ')),
    attachments: email.attachments.map(metaOf),
    incomplete: parsed === undefined || cut,
    ...present({
      from: addressesOf(email, 'from')[0],
      sender: addressesOf(email, 'sender')[0],
      date: date?.instant,
      localDay: date?.localDay,
      messageId: normaliseMessageId(headerOf(headers, 'message-id') ?? ''),
      text: capped(hasBody ? email.text : bareBody(bytes) || undefined),
      html: capped(email.html),
      reportType: reportTypeOf(headers),
      deliveryStatus: deliveryStatusOf(email),
      feedbackReport: fieldsOf(partOf(email, ['message/feedback-report'])),
      dispositionNotification: fieldsOf(partOf(email, ['message/disposition-notification'])),
      returned: returnedOf(email),
    }),
  }
}

/**
 * The attachments of a mail with their contents, in the order and number in which `parseMessage` describes them: an index into one list is
 * an index into the other. Never throws; a mail whose structure cannot be read has none.
 */
export const readAttachments = async (raw: Uint8Array): Promise<Attachment[]> => {
  const email = await tryPostalMime(readableBytes(raw).bytes)
  return (email?.attachments ?? []).map((part) => ({ ...metaOf(part), content: bytesOf(part) }))
}
