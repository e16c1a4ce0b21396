import { type DeliveryStatus, readDeliveryStatus } from '../parse/delivery-status.ts'
import type { ParsedMessage } from '../parse/parsed-message.ts'
import { type BounceParts, bouncePartsOf, originalIdsOf, readableText } from './bounce-parts.ts'
import type { Classification } from './classification.ts'
import { isDelayNotice, looksLikeBounce } from './looks-like-bounce.ts'
import { readStatusReport } from './read-status-report.ts'
import { readTextReport } from './read-text-report.ts'

const MAX_TEXT = 256 * 1024
const FIELD_IN_TEXT = /^final-recipient[ \t]*:[ \t]*[\w-]+[ \t]*;/im

/** A delivery status that lost its MIME part and stands in the text, as after a relay that flattens mails. */
const statusInText = (message: ParsedMessage): DeliveryStatus | undefined => {
  const text = readableText(message).slice(0, MAX_TEXT)
  const field = FIELD_IN_TEXT.exec(text)
  if (field === null) return undefined
  // The group begins at the empty line before the field.
  const start = Math.max(0, text.lastIndexOf('\n\n', field.index), text.lastIndexOf('\n\r\n', field.index))
  return readDeliveryStatus(text.slice(start).replace(/^\s+/, ''))
}

const fromStatus = (
  message: ParsedMessage,
  parts: BounceParts,
  status: DeliveryStatus,
): Classification | undefined => {
  const { failed, delayed, delivered } = readStatusReport(status, parts)
  const originalMessageIds = originalIdsOf(message, parts)
  if (failed.length > 0) {
    return { kind: 'bounce', recipients: failed, originalMessageIds, originalHeaders: parts.originalHeaders }
  }
  if (delayed.length > 0) return { kind: 'delayed', recipients: delayed, originalMessageIds }
  return delivered.length > 0 ? { kind: 'delivered', originalMessageIds } : undefined
}

/** What a delivery report says, if the mail is one: from its fields (RFC 3464), else from its words. */
export const classifyBounce = (message: ParsedMessage): Classification | undefined => {
  const parts = bouncePartsOf(message)
  const isBounce = looksLikeBounce(message, parts)
  const status = message.deliveryStatus ?? (isBounce ? statusInText(message) : undefined)
  const read = status === undefined ? undefined : fromStatus(message, parts, status)
  if (read !== undefined) return read
  if (!isBounce && message.deliveryStatus === undefined) return undefined
  const recipients = readTextReport(message, parts)
  const originalMessageIds = originalIdsOf(message, parts)
  if (isDelayNotice(message, parts)) return { kind: 'delayed', recipients, originalMessageIds }
  return { kind: 'bounce', recipients, originalMessageIds, originalHeaders: parts.originalHeaders }
}
