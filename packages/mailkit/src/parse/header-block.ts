import { decodeWords } from 'postal-mime'

/** One header: its name in lower case, its value unfolded and with encoded words decoded. */
export type Header = { readonly name: string; readonly value: string }

/** No real mail has more; what comes after is dropped, so that reading ends in bounded time. */
const MAX_HEADERS = 1000
const MAX_VALUE = 50_000
const LINE = /^([!-9;-~]+)[ \t]*:(.*)$/s

const decoded = (value: string): string => {
  if (!value.includes('=?')) return value
  try {
    return decodeWords(value)
  } catch {
    return value
  }
}

/** No text of a mail holds a NUL, which databases and C programs cannot take. */
export const withoutNul = (text: string): string => text.replaceAll('\0', '')

/** A header value as it is shown: unfolded, encoded words decoded, trimmed, never longer than bounds allow. */
export const headerValue = (raw: string): string =>
  withoutNul(decoded(raw.slice(0, MAX_VALUE).replace(/\r?\n[ \t]+/g, ' '))).trim()

/**
 * The headers at the start of a text, up to the first empty line (RFC 5322 section 2.2), in order. A line that is neither a header nor a
 * continuation is taken as a continuation, as broken servers wrap long values without the space.
 * @returns the headers and where the rest of the text begins
 */
export const readHeaderBlock = (text: string): { headers: Header[]; end: number } => {
  const headers: Header[] = []
  let name = ''
  let value = ''
  let at = 0
  const flush = (): void => {
    if (name !== '') headers.push({ name, value: headerValue(value) })
    name = ''
  }
  while (at < text.length && headers.length < MAX_HEADERS) {
    const newline = text.indexOf('\n', at)
    const lineEnd = newline < 0 ? text.length : newline
    const line = text.slice(at, lineEnd).replace(/\r$/, '')
    at = newline < 0 ? text.length : newline + 1
    if (line.trim() === '') break
    const match = /^[ \t]/.test(line) ? null : LINE.exec(line)
    if (match) {
      flush()
      name = (match[1] ?? '').toLowerCase()
      value = match[2] ?? ''
    } else if (name !== '' && value.length < MAX_VALUE) {
      value += ` ${line.trim()}`
    }
  }
  flush()
  return { headers, end: at }
}

/** The value of the first header of that name, in any case, or nothing. */
export const headerOf = (headers: readonly Header[], name: string): string | undefined => {
  const wanted = name.toLowerCase()
  return headers.find((header) => header.name === wanted)?.value
}

/** The values of all headers of that name (in lower case), in order. */
export const headersOf = (headers: readonly Header[], name: string): string[] =>
  headers.filter((header) => header.name === name).map((header) => header.value)
