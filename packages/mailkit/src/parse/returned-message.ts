import { type Header, headerOf, readHeaderBlock } from './header-block.ts'
import type { ReturnedMessage } from './parsed-message.ts'

const MAX_RETURNED_TEXT = 64 * 1024
const MAX_TEXT = 256 * 1024
const MAX_BLOCK = 64 * 1024
/** Places that look like the start of headers and are looked at; a bounce has a handful. */
const MAX_BLOCKS = 200
/** Headers that begin a returned mail in a text. `From:` and `Subject:` alone also begin the quote of an answer, so one of the others is needed. */
const TRANSPORT = ['received', 'return-path', 'message-id', 'dkim-signature', 'mime-version', 'delivered-to']
const STARTS_BLOCK =
  /^(?:return-path|received|message-id|from|to|subject|date|mime-version|dkim-signature|delivered-to|x-[\w-]+|content-type|reply-to|sender)[ \t]*:/i

/** A returned mail out of a part of its own (`message/rfc822` or `text/rfc822-headers`). */
export const readReturned = (text: string): ReturnedMessage | undefined => {
  const trimmed = text.replace(/^\s+/, '')
  // Some servers put the mbox line before the headers.
  const { headers, end } = readHeaderBlock(trimmed.replace(/^>?From [^\n]*\n/, ''))
  if (headers.length === 0) return undefined
  return { headers, text: trimmed.slice(end, end + MAX_RETURNED_TEXT) }
}

const isMail = (headers: readonly Header[]): boolean =>
  headers.length >= 3 &&
  headers.some((header) => TRANSPORT.includes(header.name)) &&
  ['from', 'to', 'subject', 'message-id', 'received'].filter((name) => headerOf(headers, name) !== undefined)
    .length >= 2

/** Some servers quote what they return: the mark is taken off every line that has it. */
const unquoted = (text: string): string => text.replace(/^(?:> ?|\|[ \t]?| {2,8}|\t)(?=\S)/gm, '')

/** A text cut where a returned mail begins in it. */
type SplitText = { readonly before: string; readonly returned: ReturnedMessage }

const splitIn = (text: string): SplitText | undefined => {
  let at = 0
  for (let blocks = 0; at < text.length && blocks < MAX_BLOCKS; ) {
    const newline = text.indexOf('\n', at)
    const next = newline < 0 ? text.length : newline + 1
    if (!STARTS_BLOCK.test(text.slice(at, Math.min(next, at + 200)))) {
      at = next
      continue
    }
    blocks++
    const { headers, end } = readHeaderBlock(text.slice(at, at + MAX_BLOCK))
    if (isMail(headers)) {
      const bodyAt = at + end
      return {
        before: text.slice(0, at),
        returned: { headers, text: text.slice(bodyAt, bodyAt + MAX_RETURNED_TEXT) },
      }
    }
    at += Math.max(end, 1)
  }
  return undefined
}

/** The mail that a server put below the words of its bounce, headers first, as servers without MIME do; nothing if there is none. */
export const splitReturnedText = (whole: string): SplitText | undefined => {
  const text = whole.slice(0, MAX_TEXT)
  return splitIn(text) ?? splitIn(unquoted(text))
}
