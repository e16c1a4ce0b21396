import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './public-address.ts'

/** The address that a name leads to is not one that webhooks may go to. */
export class PrivateAddressError extends Error {
  constructor(host: string) {
    super(
      `${host} is or leads to a private or local address. The operator can allow such addresses with WEBHOOKS_ALLOW_PRIVATE=true.`,
    )
    this.name = 'PrivateAddressError'
  }
}

/** The host of a URL as the network has it: IPv6 without brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1')

/**
 * A `lookup` for connections that answers public addresses only, so that a name which pointed elsewhere when it was checked (DNS rebinding)
 * cannot lead a connection inside. It is not asked for hosts that are addresses themselves: see `refuseAddress`.
 */
export const guardLookup =
  (lookup: LookupFunction): LookupFunction =>
  (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found, family) => {
      if (error) return callback(error, [])
      const all = typeof found === 'string' ? [{ address: found, family: family ?? isIP(found) }] : found
      const allowed = all.filter(({ address }) => isPublicAddress(address))
      const [first] = allowed
      if (!first) return callback(new PrivateAddressError(host), [])
      if (options.all) callback(null, allowed)
      else callback(null, first.address, first.family)
    })
  }

/** Throws for a host that is an address which webhooks may not go to. */
export const refuseAddress = (host: string): void => {
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new PrivateAddressError(host)
}
