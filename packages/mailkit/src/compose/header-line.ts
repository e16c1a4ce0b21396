import { MailInputError } from '../mail-input-error.ts'
import { encodedWords } from './encoded-words.ts'

/** RFC 5322 section 2.1.1: a line should be at most 78 characters and must be at most 998. */
const GOOD_LINE = 78
const MAX_LINE = 998
const BREAKOUT = /[\r\n\0]/
const PRINTABLE = /^[\x20-\x7e]*$/

/**
 * Refuses what could end a header and begin another one.
 * @throws MailInputError when the value contains CR, LF or NUL
 */
export const refuseBreakout = (header: string, value: string): void => {
  if (BREAKOUT.test(value)) {
    throw new MailInputError({
      header,
      message: `${header} must not contain a line break or a NUL character.`,
    })
  }
}

/** Folds a value of printable ASCII between words. A word too long for a line of its own is left whole. */
const folded = (name: string, value: string): string => {
  let line = `${name}:`
  if (line.length + 1 + value.length <= GOOD_LINE) return `${line} ${value}`
  let out = ''
  for (const word of value.split(/(?<=[^ ]) (?=[^ ])/)) {
    if (line.length + 1 + word.length > GOOD_LINE && line !== `${name}:`) {
      out += `${line}\r\n`
      line = ''
    }
    line += ` ${word}`
  }
  return out + line
}

/**
 * One header of free text (RFC 5322 `unstructured`), without the CRLF at its end: as it is when it is short printable ASCII, folded when
 * longer, in encoded words otherwise, and also where a reader would take a part of it for an encoded word.
 * @throws MailInputError when the value contains CR, LF or NUL
 */
export const textHeader = (name: string, value: string): string => {
  refuseBreakout(name, value)
  const text = value.trim()
  if (PRINTABLE.test(text) && !text.includes('=?')) {
    const line = folded(name, text)
    if (line.length <= MAX_LINE || line.split('\r\n').every((part) => part.length <= MAX_LINE)) return line
  }
  return `${name}: ${encodedWords(text, name.length + 2)}`
}

/**
 * One header whose value is a list of tokens that must stay whole, such as message ids or URLs, folded between them.
 * @throws MailInputError when a token is too long for a line, or has a space or anything but printable ASCII in it
 */
export const tokenHeader = (name: string, tokens: readonly string[], separator = ''): string => {
  for (const token of tokens) {
    refuseBreakout(name, token)
    if (!/^[\x21-\x7e]+$/.test(token)) {
      throw new MailInputError({
        header: name,
        message: `${name} must be printable ASCII without spaces: ${token}`,
      })
    }
    if (token.length > MAX_LINE - name.length - 4) {
      throw new MailInputError({
        header: name,
        message: `${name} has a value longer than a line of a mail may be.`,
      })
    }
  }
  return folded(name, tokens.join(`${separator} `))
}
