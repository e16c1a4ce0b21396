import { isValidAddress } from '@cadenza/mailkit'
import { invalidInput } from '#platform/errors/index.ts'
import { oneLine, storable } from '../render/text-kind.ts'
import type { Letter } from './letter.ts'

/** Beyond this a header is refused by some servers (RFC 5322, 2.1.1, leaves 998 to a line). */
const LONGEST_SUBJECT = 500
const LONGEST_HTML = 500_000
const MOST_COPIES = 20

/** A letter as it can be stored and sent. Throws `invalid_input` on `to`, `cc`, `subject` or `html`. */
export const checkedLetter = <Given extends Pick<Letter, 'to' | 'cc' | 'subject' | 'html'>>(
  letter: Given,
): Given => {
  const to = { address: letter.to.address.trim(), name: oneLine(storable(letter.to.name)) }
  checkAddress('to', to.address)
  const cc = letter.cc.map((address) => address.trim())
  if (cc.length > MOST_COPIES) throw invalidInput('cc', `cc: at most ${MOST_COPIES} addresses get a copy.`)
  for (const [index, address] of cc.entries()) checkAddress(`cc[${index}]`, address)
  const subject = oneLine(storable(letter.subject))
  if (subject === '')
    throw invalidInput('subject', 'subject is empty: say in a few words what the mail is about.')
  if (subject.length > LONGEST_SUBJECT)
    throw invalidInput('subject', `subject has more than ${LONGEST_SUBJECT} characters; make it shorter.`)
  const html = storable(letter.html)
  if (isBlank(html)) throw invalidInput('html', 'The mail is empty: write something.')
  if (html.length > LONGEST_HTML)
    throw invalidInput('html', `The mail has more than ${LONGEST_HTML} characters; make it shorter.`)
  return { ...letter, to, cc: unique(cc, to.address), subject, html }
}

const checkAddress = (field: string, address: string): void => {
  const valid = isValidAddress(address)
  if (valid !== true)
    throw invalidInput(field, `${field}: ${JSON.stringify(address)} is not a valid mail address: ${valid}.`)
}

/** Whoever is written to gets no copy beside it, and nobody gets two. */
const unique = (cc: readonly string[], to: string): string[] => {
  const byKey = new Map(cc.map((address) => [address.toLowerCase(), address]))
  byKey.delete(to.toLowerCase())
  return [...byKey.values()]
}

/** Without a word and without a picture. */
const isBlank = (html: string): boolean =>
  !/<img\b/i.test(html) && html.replace(/<[^>]*>|&nbsp;/gi, ' ').trim() === ''
