/** How names of lists and tags are compared: trimmed, any case, one Unicode form. No name has a NUL; PostgreSQL takes none. */
export const nameKey = (name: string): string =>
  name.trim().normalize('NFC').toLowerCase().replaceAll('\0', '')

/** Names of lists and tags are at most this long; they are keys of an index. */
export const LONGEST_NAME = 200

/** Where a prospect goes that was given no list. It always exists as far as anybody can see. */
export const DEFAULT_LIST = 'default'

/** Control characters, line breaks and Unicode's own line separators: what may not stand in a single line. */
const NOT_IN_A_LINE = /[\p{Cc}\u2028\u2029]/u

/** Control characters other than tab and line breaks. */
const NOT_IN_A_TEXT = /(?![\t\r\n])\p{Cc}/u

/** Why a text cannot stand in a field of one line, as the end of a sentence, or undefined. */
export const lineMistake = (text: string, longest: number): string | undefined => {
  if (text.length > longest) return `is longer than ${longest} characters`
  if (NOT_IN_A_LINE.test(text))
    return 'has a line break or another control character in it; it must be one line'
  return undefined
}

/** The same for a text that may have several lines. */
export const textMistake = (text: string, longest: number): string | undefined => {
  if (text.length > longest) return `is longer than ${longest} characters`
  if (NOT_IN_A_TEXT.test(text)) return 'has a control character in it'
  return undefined
}
