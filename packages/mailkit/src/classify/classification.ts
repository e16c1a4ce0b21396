import type { Header } from '../parse/header-block.ts'
import type { BounceReason } from './refusal.ts'

/** One recipient that a bounce is about. */
export type BouncedRecipient = {
  /** As we wrote it where the report says so (RFC 3464 Original-Recipient), normalised. */
  readonly address: string
  /** RFC 3463: `5.1.1`. */
  readonly status?: string
  readonly smtpCode?: number
  /** The server's own words. */
  readonly diagnostic?: string
  /** No mail will ever reach this address: there is no such mailbox or domain, or it was closed. A full mailbox or a spam filter is soft. */
  readonly hard: boolean
  /** The server will not try this mail again. */
  readonly permanent: boolean
  readonly reason: BounceReason
}

/** What a received mail is. */
export type Classification =
  | {
      readonly kind: 'bounce'
      readonly recipients: readonly BouncedRecipient[]
      /** With angle brackets. Usually one; empty where the bounce returns nothing of the mail. */
      readonly originalMessageIds: readonly string[]
      readonly originalHeaders: readonly Header[]
    }
  /** Not delivered yet, still being tried. Another report follows if it fails. */
  | {
      readonly kind: 'delayed'
      readonly recipients: readonly BouncedRecipient[]
      readonly originalMessageIds: readonly string[]
    }
  /** A report of success: delivered, or handed on to a system that sends no reports. */
  | { readonly kind: 'delivered'; readonly originalMessageIds: readonly string[] }
  | {
      readonly kind: 'auto-reply'
      /** Which sign told: a header's name, or `subject`. */
      readonly reason: string
      /** The first day on which an answer may be expected, `YYYY-MM-DD`, where the reply names one. */
      readonly returnsOn?: string
      /** The reply says that the person no longer works there. */
      readonly leftCompany?: boolean
    }
  | { readonly kind: 'unsubscribe-request' }
  /** An abuse report (RFC 5965). `type` is its Feedback-Type; `auth-failure` is about our server's signatures, not a person's complaint. */
  | { readonly kind: 'complaint'; readonly type: string; readonly originalMessageIds: readonly string[] }
  /** Written by a program: a newsletter, a notification, a receipt. */
  | { readonly kind: 'automated'; readonly reason: string }
  /** Written by a person. `viaList`: to a mailing list, so only a thread of ours makes it an answer to us. */
  | { readonly kind: 'human'; readonly viaList: boolean }
