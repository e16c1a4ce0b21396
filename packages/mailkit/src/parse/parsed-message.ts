import type { Mailbox } from '../addresses/parse-address.ts'
import type { DeliveryStatus } from './delivery-status.ts'
import type { Header } from './header-block.ts'

/** What is known of an attachment; its content stays in the raw mail. */
export type AttachmentMeta = {
  readonly fileName?: string
  /** In lower case: `application/pdf`. */
  readonly mimeType: string
  /** In bytes, decoded. */
  readonly size: number
  /** Meant to be shown inside the HTML rather than beside it; whether the HTML does is another matter. */
  readonly inline: boolean
  /** What the HTML calls it by in `cid:` (RFC 2392), without angle brackets. */
  readonly contentId?: string
}

/** An attachment with its content, decoded. */
export type Attachment = AttachmentMeta & { readonly content: Uint8Array }

/** The mail that a bounce or a complaint returns: its headers, and the start of its text where that came back too. */
export type ReturnedMessage = { readonly headers: readonly Header[]; readonly text: string }

/** A received mail, read. Everything in it is as the sender claims; nothing is verified. */
export type ParsedMessage = {
  /** In order, names in lower case, values unfolded and decoded. See `headerOf`. */
  readonly headers: readonly Header[]
  readonly from?: Mailbox
  readonly sender?: Mailbox
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly replyTo: readonly Mailbox[]
  readonly subject: string
  readonly date?: Date
  /** The calendar day on which the sender wrote, in his zone: `YYYY-MM-DD`. */
  readonly localDay?: string
  /** With angle brackets. */
  readonly messageId?: string
  /** The ids it answers; usually one, also out of malformed headers. */
  readonly inReplyTo: readonly string[]
  /** The ids of its thread, oldest first. */
  readonly references: readonly string[]
  readonly text?: string
  readonly html?: string
  readonly attachments: readonly AttachmentMeta[]
  /** The type of a `multipart/report` (RFC 6522) in lower case: `delivery-status`, `feedback-report`, `disposition-notification`. */
  readonly reportType?: string
  readonly deliveryStatus?: DeliveryStatus
  /** The fields of an abuse report (RFC 5965). */
  readonly feedbackReport?: readonly Header[]
  /** The fields of a read receipt (RFC 8098). */
  readonly dispositionNotification?: readonly Header[]
  readonly returned?: ReturnedMessage
  /** The mail was larger than the limit and only its beginning was read, or its MIME structure could not be read. */
  readonly incomplete: boolean
}
