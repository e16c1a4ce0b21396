import { isAddressLiteral } from './address-literal.ts'
import { domainToAscii } from './domain-to-ascii.ts'

const MAX_ADDRESS = 254
const MAX_LOCAL = 64
const MAX_DOMAIN = 255
const CONTROL = /\p{Cc}/u
const DOT_ATOM = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
// qtextSMTP and quoted-pairSMTP of RFC 5321, section 4.1.2: printable ASCII only.
const QUOTED = /^"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])*"$/
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i

const localPartProblem = (local: string): string | undefined => {
  if (local === '') return 'it has nothing before the @'
  if (local.length > MAX_LOCAL) return `the part before the @ is longer than ${MAX_LOCAL} characters`
  if (DOT_ATOM.test(local) || QUOTED.test(local)) return undefined
  if (/[^\0-\x7f]/.test(local)) return 'the part before the @ has letters that mail servers do not take'
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) {
    return 'the part before the @ has a dot where none may be'
  }
  if (/\s/.test(local)) return 'it contains a space'
  return 'the part before the @ has a character that may not be there'
}

const domainProblem = (domain: string): string | undefined => {
  if (domain === '') return 'it has no domain after the @'
  if (domain.startsWith('[')) return isAddressLiteral(domain) ? undefined : 'its [IP address] is not one'
  const ascii = domainToAscii(domain)
  if (ascii.length > MAX_DOMAIN) return `its domain is longer than ${MAX_DOMAIN} characters`
  for (const label of ascii.split('.')) {
    if (label === '') return 'its domain has a dot where none may be'
    if (!LABEL.test(label)) return `"${label}" cannot be part of a domain`
  }
  return undefined
}

/**
 * Whether a text is one mail address that can be written to: RFC 5321 (dot-atom or quoted local part of up to 64 characters, a domain
 * or an address literal, 254 characters in all), with international domains counted in their ASCII form. Comments, folding and
 * surrounding space are refused, as is every control character, so a valid address cannot break out of a header.
 * @returns `true`, or the reason as the end of a sentence: `the address … is not valid: it has no @`
 */
export const isValidAddress = (text: string): true | string => {
  if (CONTROL.test(text)) return 'it contains a control character or a line break'
  const at = text.lastIndexOf('@')
  if (at < 0) return text.trim() === '' ? 'it is empty' : 'it has no @'
  const domain = text.slice(at + 1)
  const problem = localPartProblem(text.slice(0, at)) ?? domainProblem(domain)
  if (problem !== undefined) return problem
  if (at + 1 + domainToAscii(domain).length > MAX_ADDRESS)
    return `it is longer than ${MAX_ADDRESS} characters`
  return true
}
