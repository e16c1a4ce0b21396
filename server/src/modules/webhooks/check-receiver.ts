import { isIP } from 'node:net'
import { notAllowed } from '#platform/errors/index.ts'
import { guardLookup, hostOf, PrivateAddressError, refuseAddress } from './deliver/guard-lookup.ts'
import { receiverUrl } from './receiver-url.ts'
import type { WebhookDeps } from './webhooks-deps.ts'

/** A name server that is slower says nothing: the address is checked again at every connection anyway. */
const LONGEST_LOOKUP = 2_000

type Deps = Pick<WebhookDeps, 'clock' | 'lookup' | 'allowPrivate'>

/**
 * Throws `invalid_input` for what is no address of a web server, and `not_allowed` for one of this machine or its network, unless the
 * operator allows them. A name that is not found now may be later, and is taken.
 */
export const checkReceiver = async (deps: Deps, url: string, field: string): Promise<void> => {
  const host = hostOf(receiverUrl(url, field))
  if (deps.allowPrivate) return
  try {
    refuseAddress(host)
    if (isIP(host) === 0) await refuseName(deps, host)
  } catch (error) {
    if (error instanceof PrivateAddressError) throw notAllowed(`${field}: ${error.message}`, field)
    throw error
  }
}

/** Rejects when all that the name leads to is private. */
const refuseName = async ({ clock, lookup }: Deps, host: string): Promise<void> => {
  const found = new Promise<void>((resolve, reject) => {
    guardLookup(lookup)(host, { all: true }, (error) => {
      if (error instanceof PrivateAddressError) reject(error)
      else resolve()
    })
  })
  const over = new AbortController()
  try {
    await Promise.race([found, clock.sleep(LONGEST_LOOKUP, over.signal)])
  } finally {
    over.abort()
  }
}
