import type { Thread, ThreadMail } from '../types.ts'

/** An answer that is being written. */
export type Draft = {
  to: string
  cc: string[]
  subject: string
  html: string
  /** What is answered stands below. */
  quote: boolean
  /** The mail that is answered; absent: the newest. */
  answers?: string
}

const MACHINES = new Set(['bounce', 'delivery_notice', 'automated', 'own_answer', 'complaint'])

/** Whoever may be written to in a thread: who wrote last first, then the prospect. */
export const recipientsOf = ({ mails, prospect }: Pick<Thread, 'mails' | 'prospect'>): string[] => {
  const writers = mails
    .filter(({ direction, kind }) => direction === 'in' && !MACHINES.has(kind))
    .map(({ from }) => from.address)
    .reverse()
  return unique([...writers, prospect.email])
}

/** Whom an answer to all would copy: the other recipients of the mail that is answered, without ourselves. */
export const othersOf = (thread: Pick<Thread, 'mails' | 'prospect' | 'mailboxAddress'>): string[] => {
  const last = thread.mails.findLast(({ direction, kind }) => direction === 'in' && !MACHINES.has(kind))
  if (!last) return []
  const left = new Set([thread.mailboxAddress.toLowerCase(), recipientsOf(thread)[0]?.toLowerCase()])
  return unique([...last.to, ...last.cc].map(({ address }) => address)).filter(
    (address) => !left.has(address.toLowerCase()),
  )
}

export const replySubject = (subject: string): string => (/^re:/i.test(subject) ? subject : `Re: ${subject}`)

/** How an answer begins. */
export const firstDraft = (thread: Thread): Draft => ({
  to: recipientsOf(thread)[0] ?? thread.prospect.email,
  cc: [],
  subject: replySubject(thread.subject),
  html: '',
  quote: true,
})

/** A mail that was taken back or refused, to be written anew: what was typed, without signature and quote. */
export const draftOfMail = (mail: ThreadMail): Draft => ({
  to: mail.to[0]?.address ?? '',
  cc: mail.cc.map(({ address }) => address),
  subject: mail.subject,
  html: mail.newText
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeText(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join(''),
  quote: true,
})

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const unique = (addresses: readonly string[]): string[] => [
  ...new Map(addresses.filter(Boolean).map((address) => [address.toLowerCase(), address])).values(),
]

/** Whether something that was kept is a draft. */
export const isDraft = (value: unknown): value is Draft => {
  if (typeof value !== 'object' || value === null) return false
  const is = (name: string, type: string): boolean => typeof Reflect.get(value, name) === type
  const cc: unknown = Reflect.get(value, 'cc')
  return (
    ['to', 'subject', 'html'].every((name) => is(name, 'string')) &&
    is('quote', 'boolean') &&
    Array.isArray(cc) &&
    cc.every((one) => typeof one === 'string')
  )
}
