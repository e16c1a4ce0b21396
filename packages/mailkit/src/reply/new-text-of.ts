import { attributionLength } from './attribution.ts'
import { isQuoteSeparator, isRule, startsHeaderBlock } from './header-block-in-text.ts'
import { quotedTextOfHtml } from './html-reply.ts'
import { signatureStart } from './signature.ts'

/** An answer taken apart. */
export type ReplyText = {
  /** What the person wrote now, between or around the quotes, without the signature. */
  readonly newText: string
  /** What is quoted, marks and introducing lines included. */
  readonly quoted: string
  readonly signature?: string
}

/** Longer mails are read up to here. */
const MAX_TEXT = 200_000
const MAX_LINES = 5000

const QUOTED = /^\s{0,3}(?:>|&gt;|\|\s)/

/** Every line, and whether it belongs to a quote. */
type Marked = { line: string; quoted: boolean }[]

const quoteLineFollows = (lines: readonly string[], from: number): boolean =>
  lines.slice(from).some((line) => QUOTED.test(line))

const LONG_LINE = 60

/** The end of a quoted line that was wrapped on the way and lost its mark: alone between quoted lines, not the start of a sentence. */
const isWrappedQuote = (lines: readonly string[], at: number): boolean => {
  const before = lines[at - 1] ?? ''
  return (
    QUOTED.test(before) &&
    before.length >= LONG_LINE &&
    QUOTED.test(lines[at + 1] ?? '') &&
    /^[\p{Ll}\d_)\]]/u.test(lines[at] ?? '')
  )
}

const markQuotes = (lines: readonly string[]): Marked => {
  const marked: Marked = []
  let rest = false
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? ''
    if (rest || QUOTED.test(line) || isWrappedQuote(lines, i)) {
      marked.push({ line, quoted: true })
      continue
    }
    const ruleAbove = isRule(line) && startsHeaderBlock(lines, nextWritten(lines, i + 1))
    if (isQuoteSeparator(line) || ruleAbove || startsHeaderBlock(lines, i)) {
      rest = true
      marked.push({ line, quoted: true })
      continue
    }
    const length = attributionLength(lines, i)
    for (let k = 0; k < length; k++) marked.push({ line: lines[i + k] ?? '', quoted: true })
    if (length === 0) {
      marked.push({ line, quoted: false })
      continue
    }
    i += length - 1
    // Without marks on what it introduces, all that follows is the quote.
    rest = !quoteLineFollows(lines, i + 1)
  }
  return marked
}

const nextWritten = (lines: readonly string[], from: number): number => {
  let at = from
  while (at < lines.length && (lines[at] ?? '').trim() === '') at++
  return at
}

const joined = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

const linesOf = (text: string): string[] =>
  text
    .slice(0, MAX_TEXT)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/[\u200b\ufeff]/g, '')
    .split('\n')
    .slice(0, MAX_LINES)

/** A signature ends where a quote begins, so it is looked for in the last run of own lines only. */
const takeSignature = (own: readonly string[]): { text: string[]; signature: string[] } => {
  const start = signatureStart(own)
  return { text: own.slice(0, start), signature: own.slice(start) }
}

/**
 * Takes an answer apart into what is new, what is quoted and the signature, whether it is written above, below or between the quotes.
 * The text is used where there is one, else the HTML. What cannot be told apart counts as new: losing an answer is worse than showing a
 * quote.
 */
export const newTextOf = ({
  text,
  html,
}: {
  text?: string | undefined
  html?: string | undefined
}): ReplyText => {
  const source = text?.trim() ? text : html === undefined ? '' : quotedTextOfHtml(html)
  const marked = markQuotes(linesOf(source))
  const own: string[] = []
  const signature: string[] = []
  let run: string[] = []
  const endRun = (): void => {
    const parts = takeSignature(run)
    own.push(...parts.text)
    signature.push(...parts.signature)
    run = []
  }
  for (const { line, quoted } of marked) {
    if (quoted) endRun()
    else run.push(line)
  }
  endRun()
  const quoted = marked.filter((entry) => entry.quoted).map((entry) => entry.line)
  const result = { newText: joined(own), quoted: joined(quoted) }
  const sign = joined(signature)
  return sign === '' ? result : { ...result, signature: sign }
}
