import { headerOf, headersOf } from '../parse/header-block.ts'
import type { ParsedMessage } from '../parse/parsed-message.ts'

/** Whether the mail answers another one, as far as its headers say. */
export const isAnswer = (message: ParsedMessage): boolean =>
  message.inReplyTo.length > 0 || message.references.length > 0

/** The Auto-Submitted field (RFC 3834 section 5) in lower case without its parameters; nothing for `no`. */
export const autoSubmitted = (message: ParsedMessage): string | undefined => {
  const value = headerOf(message.headers, 'auto-submitted')?.toLowerCase()
  const keyword = value?.split(/[;(\s]/, 1)[0]
  return keyword === undefined || keyword === '' || keyword === 'no' ? undefined : keyword
}

/** The Precedence fields in lower case. Nothing standardises them, most servers heed them (RFC 3834 section 3.1.8). */
export const precedences = (message: ParsedMessage): string[] =>
  [...headersOf(message.headers, 'precedence'), ...headersOf(message.headers, 'x-precedence')].map((value) =>
    value.trim().toLowerCase(),
  )

export const hasHeader = (message: ParsedMessage, name: string): boolean =>
  message.headers.some((header) => header.name === name)

/** Local parts of addresses that nobody reads. */
const NOBODY =
  /^(?:(?:do[-_.]?)?not?[-_.]?reply|noreply|no-?responder|nao-?responda|ne-?pas-?repondre|nicht-?antworten|notifications?|notify|alerts?|newsletters?|news|updates?|mailings?|bounces?|mailer|auto(?:mat\w*)?|robot|system|billing-?noreply)(?:[-_.+=].*)?$/i

/** Whether a program sends from this address. */
export const isNobody = (address: string): boolean => NOBODY.test(address.split('@', 1)[0] ?? '')

/** Whether people write to each other through this list, as against a newsletter: RFC 2369 List-Post, or a list manager that keeps the author. */
export const isDiscussionList = (message: ParsedMessage): boolean => {
  const post = headerOf(message.headers, 'list-post')
  if (post !== undefined) return !/^\s*no\b/i.test(post)
  return (
    ['x-mailman-version', 'x-beenthere', 'x-mailing-list', 'mailing-list', 'x-ml-name'].some((name) =>
      hasHeader(message, name),
    ) || /^(?:owner-|.*-(?:admin|owner|request|bounces)@)/i.test(message.sender?.address ?? '')
  )
}

/** Signs of mail to many: a list, a mailing service, bulk precedence. */
export const bulkSign = (message: ParsedMessage): string | undefined =>
  [
    'list-id',
    'list-unsubscribe',
    'feedback-id',
    'x-campaign',
    'x-campaignid',
    'x-mailer-recptid',
    'x-csa-complaints',
  ].find((name) => hasHeader(message, name)) ??
  (precedences(message).some((value) => /^(?:bulk|list|junk)\b/.test(value)) ? 'precedence' : undefined)
