import { domainToASCII } from 'node:url'

const ASCII = /^[\0-\x7f]*$/

/**
 * A domain in lower case and in its ASCII form (RFC 5891: `bücher.de` becomes `xn--bcher-kva.de`). A domain that has no such form is
 * given back in lower case as it was, for `isValidAddress` to refuse. Plain ASCII never goes through the URL parser, which would read
 * `1.2` as an IP address.
 */
export const domainToAscii = (domain: string): string => {
  if (ASCII.test(domain)) return domain.toLowerCase()
  const ascii = domainToASCII(domain)
  return ascii === '' ? domain.toLowerCase() : ascii
}
