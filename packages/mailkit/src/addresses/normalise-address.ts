import { domainToAscii } from './domain-to-ascii.ts'

const MAILTO = /^mailto:/i
const ENCODED = /%[0-9a-f]{2}/i

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The address in a mailto link (RFC 6068): no scheme, no `?subject=…`, percent-encoding undone. */
const withoutMailto = (text: string): string => {
  if (!MAILTO.test(text)) return text
  const address = text.slice('mailto:'.length).split('?', 1)[0] ?? ''
  return ENCODED.test(address) ? decoded(address) : address
}

/**
 * The form in which addresses are stored and compared: no surrounding space, no `mailto:`, no angle brackets, lower case, the domain in
 * ASCII. The local part is folded to lower case too: RFC 5321 lets a server tell `Ann` from `ann`, but none does, and people type both.
 * Nothing is checked here; `isValidAddress` does that.
 */
export const normaliseAddress = (text: string): string => {
  const bare = withoutMailto(text.trim()).trim()
  const address = bare.startsWith('<') && bare.endsWith('>') ? bare.slice(1, -1).trim() : bare
  const at = address.lastIndexOf('@')
  if (at < 0) return address.toLowerCase()
  return `${address.slice(0, at).toLowerCase()}@${domainToAscii(address.slice(at + 1))}`
}

/** Whether two addresses reach the same mailbox as far as their spelling tells. An empty text is the same as nothing, not even itself. */
export const sameAddress = (a: string, b: string): boolean => {
  const left = normaliseAddress(a)
  return left !== '' && left === normaliseAddress(b)
}

/** The domain of an address in lower case and ASCII, or an empty text where there is none. */
export const domainOf = (address: string): string => {
  const normalised = normaliseAddress(address)
  const at = normalised.lastIndexOf('@')
  return at < 0 ? '' : normalised.slice(at + 1)
}
