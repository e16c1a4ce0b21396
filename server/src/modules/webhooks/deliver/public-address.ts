import { BlockList, isIP } from 'node:net'

/** What the IANA's registries of special addresses (RFC 6890) name, and multicast: nothing of it is a public server. */
const NOT_PUBLIC_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const

/** Of IPv6 only 2000::/3 is given out; these parts of it are special, or carry an IPv4 address that a gateway would go to. */
const NOT_PUBLIC_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const

const listOf = (subnets: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList()
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, family)
  return list
}

const V4 = listOf(NOT_PUBLIC_V4, 'ipv4')
const V6 = listOf(NOT_PUBLIC_V6, 'ipv6')
const GIVEN_OUT = listOf([['2000::', 3]], 'ipv6')
const MAPPED = listOf([['::ffff:0:0', 96]], 'ipv6')

/** Whether an IP address may be a server on the internet: not this machine, not its network, nothing special. An IPv4 address in IPv6 form counts as itself. */
export const isPublicAddress = (address: string): boolean => {
  // A zone (fe80::1%eth0) belongs to addresses of a link only.
  if (address.includes('%')) return false
  switch (isIP(address)) {
    case 4:
      return !V4.check(address, 'ipv4')
    case 6:
      // A list of IPv4 addresses also knows their IPv6 form.
      return MAPPED.check(address, 'ipv6')
        ? !V4.check(address, 'ipv6')
        : GIVEN_OUT.check(address, 'ipv6') && !V6.check(address, 'ipv6')
    default:
      return false
  }
}
