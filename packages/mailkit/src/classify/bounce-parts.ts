import { normaliseAddress } from '../addresses/normalise-address.ts'
import { htmlToText } from '../html-to-text.ts'
import { type Header, headerOf } from '../parse/header-block.ts'
import type { ParsedMessage } from '../parse/parsed-message.ts'
import { splitReturnedText } from '../parse/returned-message.ts'
import { messageIdsIn } from '../threading/message-id.ts'

/** What a bounce says itself and what it returns, wherever the server put the two. */
export type BounceParts = {
  /** The server's own words, without the mail that came back. */
  readonly words: string
  readonly originalHeaders: readonly Header[]
  readonly originalText: string
}

const MAX_WORDS = 64 * 1024
/** Lines with which servers announce the mail they return. */
const ANNOUNCES =
  /^.{0,20}(?:-{2,}|={2,}|\*{2,}|_{2,})?.{0,20}(?:(?:original|returned|unsent|undelivered|rejected) (?:message|mail)|(?:copy|header)s? of (?:the|your) (?:original )?(?:message|mail)|below this line|message (?:header|body)s? follows?|mensaje original|mensagem original|urspr.{1,3}ngliche nachricht|message d'origine|message original).{0,60}$/im

/** The text of a mail, whatever form it came in. */
export const readableText = (message: ParsedMessage): string =>
  message.text?.trim() ? message.text : message.html === undefined ? '' : htmlToText(message.html)

/** Separates the server's words from what it returns. */
export const bouncePartsOf = (message: ParsedMessage): BounceParts => {
  const text = readableText(message)
  const found = message.returned === undefined ? splitReturnedText(text) : undefined
  const words = (found?.before ?? text).slice(0, MAX_WORDS)
  const announced = ANNOUNCES.exec(words)
  const returned = message.returned ?? found?.returned
  return {
    // An announcement in the first words would leave nothing to read.
    words: announced !== null && announced.index > 80 ? words.slice(0, announced.index) : words,
    originalHeaders: returned?.headers ?? [],
    originalText: returned?.text ?? '',
  }
}

const MESSAGE_ID_LINE = /^[ \t>|]*message-id[ \t]*:[ \t]*(<[^<>\s]{3,250}>)/gim
const MAX_SCAN = 256 * 1024

/** The Message-IDs of the mail that a report is about: of what it returns, else of any header line in its text, else what it answers. */
export const originalIdsOf = (message: ParsedMessage, parts: BounceParts): string[] => {
  const returned = messageIdsIn(headerOf(parts.originalHeaders, 'message-id') ?? '')
  if (returned.length > 0) return returned
  const text = readableText(message).slice(0, MAX_SCAN)
  const lines = [...text.matchAll(MESSAGE_ID_LINE)].flatMap((match) => messageIdsIn(match[1] ?? ''))
  if (lines.length > 0) return [...new Set(lines)].slice(0, 5)
  return [...new Set([...message.inReplyTo, ...message.references])].slice(0, 20)
}

/** Whom the returned mail was written to. */
export const originalRecipientsOf = (parts: BounceParts): string[] => {
  const to = headerOf(parts.originalHeaders, 'to') ?? ''
  return [...to.matchAll(/[^\s<>"',;:()]+@[^\s<>"',;:()]+/g)].map(([address]) => normaliseAddress(address))
}
