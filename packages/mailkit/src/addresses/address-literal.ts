const OCTET = /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/
const GROUP = /^[0-9a-f]{1,4}$/i

const isIpv4 = (text: string): boolean => {
  const octets = text.split('.')
  return octets.length === 4 && octets.every((octet) => OCTET.test(octet))
}

const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'))

const isIpv6 = (text: string): boolean => {
  const lastColon = text.lastIndexOf(':')
  const tail = text.slice(lastColon + 1)
  const hasV4 = tail.includes('.')
  if (hasV4 && !isIpv4(tail)) return false
  // An IPv4 tail stands for two groups.
  const groupsText = hasV4 ? `${text.slice(0, lastColon + 1)}0:0` : text
  const halves = groupsText.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap(groupsOf)
  if (!groups.every((group) => GROUP.test(group))) return false
  // RFC 5321 section 4.1.3: `::` stands for at least two groups.
  return halves.length === 2 ? groups.length <= 6 : groups.length === 8
}

/** Whether `[…]` at the end of an address is an address literal of RFC 5321, section 4.1.3: IPv4, or IPv6 with its tag. */
export const isAddressLiteral = (text: string): boolean => {
  if (!text.startsWith('[') || !text.endsWith(']')) return false
  const inner = text.slice(1, -1)
  return /^ipv6:/i.test(inner) ? isIpv6(inner.slice(5)) : isIpv4(inner)
}
