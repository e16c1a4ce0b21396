import { invalidInput } from '#platform/errors/index.ts'

/**
 * A name of a person or company: trimmed, of 1 to 200 characters on one line. Line breaks and other control characters are refused,
 * because names end up in mail headers.
 */
export const readName = (typed: string, field: string): string => {
  const name = typed.trim()
  if (name === '') throw invalidInput(field, `${field} is empty. Write a name.`)
  if (name.length > 200) throw invalidInput(field, `${field} is longer than 200 characters.`)
  if (/\p{Cc}|\p{Zl}|\p{Zp}/u.test(name))
    throw invalidInput(field, `${field} holds a line break or another control character. Take it out.`)
  return name
}
