import { domainOf, isValidAddress, normaliseAddress } from '@cadenza/mailkit'

/** A prospect's mail address: as typed, and as it is matched. */
export type Address = { email: string; key: string; domain: string }

/**
 * Reads an address as people and clients write it: with space around it, `mailto:` before it, in angle brackets.
 * @returns the address, or why it is none, as the end of a sentence
 */
export const readAddress = (text: string): Address | string => {
  const key = normaliseAddress(text)
  const typed = text
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^<(.*)>$/, '$1')
    .trim()
  const email = normaliseAddress(typed) === key ? typed : key
  const valid = isValidAddress(email)
  if (valid !== true) return valid
  const domain = domainOf(key)
  // A name without a dot reaches nobody outside of this machine; nearly always it was mistyped.
  if (!/[.[]/.test(domain) && domain !== 'localhost')
    return `its domain "${domain}" has no ending such as .com`
  return { email, key, domain }
}
