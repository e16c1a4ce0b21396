/** Elements whose content is text to a browser, whatever it looks like. */
const RAW_TEXT = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes'])

/** Where an attribute's value stands in the text, without its quotes. */
export type Span = { start: number; end: number }

export type TagVisitor = {
  /** A start tag of the element named, with the value of its `href` where it has one; of several the first counts. */
  onHref(name: string, span: Span): void
  /** Where the last `</body>` so far begins. */
  onBodyEnd(position: number): void
}

/**
 * Walks once through HTML, the way a browser's tokenizer does (HTML, 13.2.5): what stands in comments, scripts and styles, within another
 * attribute's value or in a tag that never ends is no link.
 */
export const scanTags = (html: string, visitor: TagVisitor): void => {
  let at = html.indexOf('<')
  while (at >= 0) {
    const next = html.charCodeAt(at + 1)
    if (isLetter(next)) at = scanStartTag(html, at, visitor)
    else if (next === SLASH && isLetter(html.charCodeAt(at + 2))) at = scanEndTag(html, at, visitor)
    else if (html.startsWith('!--', at + 1)) at = endOfComment(html, at + 4)
    else if (next === EXCLAMATION || next === QUESTION || next === SLASH) at = after(html, '>', at + 2)
    else at += 1
    at = html.indexOf('<', at)
  }
}

const SLASH = 0x2f
const EXCLAMATION = 0x21
const QUESTION = 0x3f
const GREATER = 0x3e
const EQUALS = 0x3d
const DOUBLE_QUOTE = 0x22
const SINGLE_QUOTE = 0x27

const isLetter = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d || code === 0x0c

/** Behind the next `mark`; the end of the text where there is none. */
const after = (html: string, mark: string, from: number): number => {
  const found = html.indexOf(mark, from)
  return found < 0 ? html.length : found + mark.length
}

/** `-->` and `--!>` end a comment, and so do `>` and `->` right at its beginning. */
const endOfComment = (html: string, from: number): number => {
  if (html.startsWith('>', from)) return from + 1
  if (html.startsWith('->', from)) return from + 2
  return Math.min(after(html, '-->', from), after(html, '--!>', from))
}

const endOfName = (html: string, from: number): number => {
  let at = from
  for (let code = html.charCodeAt(at); at < html.length; code = html.charCodeAt(at)) {
    if (isSpace(code) || code === SLASH || code === GREATER) break
    at += 1
  }
  return at
}

const scanStartTag = (html: string, at: number, visitor: TagVisitor): number => {
  const nameEnd = endOfName(html, at + 1)
  const name = html.slice(at + 1, nameEnd).toLowerCase()
  const { end, href } = scanAttributes(html, nameEnd)
  if (end < 0) return html.length
  if (href) visitor.onHref(name, href)
  if (name === 'plaintext') return html.length
  return RAW_TEXT.has(name) ? endOfRawText(html, end, name) : end
}

const scanEndTag = (html: string, at: number, visitor: TagVisitor): number => {
  const nameEnd = endOfName(html, at + 2)
  const { end } = scanAttributes(html, nameEnd)
  if (end < 0) return html.length
  if (html.slice(at + 2, nameEnd).toLowerCase() === 'body') visitor.onBodyEnd(at)
  return end
}

const endOfRawText = (html: string, from: number, name: string): number => {
  const close = new RegExp(`</${name}[\\s/>]`, 'gi')
  close.lastIndex = from
  return close.exec(html)?.index ?? html.length
}

/** From behind a tag's name to behind its `>`; `end` is -1 when it never comes. */
const scanAttributes = (html: string, from: number): { end: number; href: Span | undefined } => {
  let href: Span | undefined
  let at = from
  while (at < html.length) {
    const code = html.charCodeAt(at)
    if (code === GREATER) return { end: at + 1, href }
    if (isSpace(code) || code === SLASH) {
      at += 1
      continue
    }
    const nameStart = at
    at = endOfAttributeName(html, at)
    const nameEnd = at
    at = skipSpace(html, at)
    if (html.charCodeAt(at) !== EQUALS) continue
    const value = readValue(html, skipSpace(html, at + 1))
    if (!value) break
    at = value.next
    if (!href && html.slice(nameStart, nameEnd).toLowerCase() === 'href') href = value.span
  }
  return { end: -1, href: undefined }
}

/** An `=` where a name begins belongs to it. */
const endOfAttributeName = (html: string, from: number): number => {
  let at = from + 1
  for (let code = html.charCodeAt(at); at < html.length; code = html.charCodeAt(at)) {
    if (isSpace(code) || code === SLASH || code === GREATER || code === EQUALS) break
    at += 1
  }
  return at
}

const skipSpace = (html: string, from: number): number => {
  let at = from
  while (at < html.length && isSpace(html.charCodeAt(at))) at += 1
  return at
}

const readValue = (html: string, start: number): { span: Span; next: number } | undefined => {
  const quote = html.charCodeAt(start)
  if (quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE) {
    const end = html.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", start + 1)
    return end < 0 ? undefined : { span: { start: start + 1, end }, next: end + 1 }
  }
  let end = start
  while (end < html.length && !isSpace(html.charCodeAt(end)) && html.charCodeAt(end) !== GREATER) end += 1
  return { span: { start, end }, next: end }
}
