import { domainToAscii } from '../addresses/domain-to-ascii.ts'
import { isValidAddress } from '../addresses/is-valid-address.ts'
import type { Mailbox } from '../addresses/parse-address.ts'
import { MailInputError } from '../mail-input-error.ts'
import { encodedWords } from './encoded-words.ts'
import { refuseBreakout } from './header-line.ts'

const ATOMS = /^[\w!#$%&'*+/=?^`{|}~ -]+$/
const PRINTABLE = /^[\x20-\x7e]*$/
const MAX_PHRASE = 60
/** Leaves room for ` <`, `>` and a comma in a line of 78 characters. */
const GOOD_LINE = 74

const phraseOf = (header: string, name: string, column: number): string => {
  refuseBreakout(header, name)
  // A quoted string cannot be folded safely by every relay, so a long name goes into encoded words, which can.
  if (!PRINTABLE.test(name) || name.includes('=?') || name.length > MAX_PHRASE)
    return encodedWords(name, column)
  return ATOMS.test(name) && !name.includes('  ') ? name : `"${name.replace(/["\\]/g, '\\$&')}"`
}

/** The address as it is written: case kept before the @, the domain in ASCII. */
const addrSpecOf = (header: string, address: string): string => {
  refuseBreakout(header, address)
  const valid = isValidAddress(address)
  if (valid !== true) {
    throw new MailInputError({
      header,
      message: `${header}: the address "${address}" is not valid: ${valid}.`,
    })
  }
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}@${domainToAscii(address.slice(at + 1))}`
}

/**
 * One address header (RFC 5322 section 3.6.3), one mailbox on a line, without the CRLF at its end.
 * @throws MailInputError naming the header when an address is not valid or a name contains CR, LF or NUL
 */
export const addressHeader = (header: string, mailboxes: readonly Mailbox[]): string => {
  if (mailboxes.length === 0) {
    throw new MailInputError({ header, message: `${header} needs an address.` })
  }
  let before = header.length + 2
  const written = mailboxes.map((mailbox) => {
    const address = addrSpecOf(header, mailbox.address)
    const name = mailbox.name?.trim() ?? ''
    const phrase = name === '' ? '' : phraseOf(header, name, before)
    const lastBreak = phrase.lastIndexOf('\n')
    const column = lastBreak < 0 ? before + phrase.length : phrase.length - lastBreak - 1
    before = 1
    if (phrase === '') return address
    return column + address.length > GOOD_LINE ? `${phrase}\r\n <${address}>` : `${phrase} <${address}>`
  })
  return `${header}: ${written.join(',\r\n ')}`
}
