import type { Tone } from '#ui/badges/index.ts'
import type { ThreadKind } from './types.ts'

/** What a thread is, in a word. */
export const KIND_WORDS: Readonly<Record<ThreadKind, { label: string; tone: Tone }>> = {
  reply: { label: 'Reply', tone: 'good' },
  unsubscribe: { label: 'Unsubscribed', tone: 'warning' },
  bounce: { label: 'Bounce', tone: 'bad' },
  auto_reply: { label: 'Out of office', tone: 'quiet' },
  own_answer: { label: 'Own answer', tone: 'quiet' },
  other: { label: 'Notice', tone: 'quiet' },
}

const MAIL_WORDS: Readonly<Record<string, string>> = {
  auto_reply: 'Out of office',
  bounce: 'Could not be delivered',
  unsubscribe: 'Wants no more mails',
  complaint: 'Reported as spam',
  own_answer: 'Written in another mail program',
  delivery_notice: 'Delivery notice',
  automated: 'Automatic',
}

/** What a mail that came is; nothing for a plain reply. */
export const mailWords = (kind: string): string | undefined => MAIL_WORDS[kind]
