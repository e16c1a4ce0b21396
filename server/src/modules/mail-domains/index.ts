import { messageOf } from '#platform/errors/index.ts'
import { type Dns, systemDns } from './dns.ts'
import { type DomainLook, lookAtDomain } from './look-at-domain.ts'
import { type MailProvider, providerOf } from './providers.ts'

export type { Dns } from './dns.ts'
export type { Judgement, Topic, Verdict } from './judgement.ts'
export type { DomainLook } from './look-at-domain.ts'
export { type MailProvider, PROVIDERS } from './providers.ts'
export { addMailDomainRoutes } from './routes.ts'

/** What is known of mail providers and of the domains that people write from. */
export const createMailDomains = ({ dns = systemDns() }: { dns?: Dns | undefined } = {}) => ({
  /** Whose mailbox an address is; `trouble` says why its domain could not be asked. Never throws. */
  providerOf: async ({
    address,
  }: {
    address: string
  }): Promise<{ provider: MailProvider | undefined; trouble: string | null }> => {
    const domain = address.slice(address.lastIndexOf('@') + 1)
    const known = providerOf({ domain, mx: [] })
    if (known) return { provider: known, trouble: null }
    try {
      return { provider: providerOf({ domain, mx: await dns.mx(domain) }), trouble: null }
    } catch (error) {
      return { provider: undefined, trouble: messageOf(error) }
    }
  },
  lookAtDomain: (input: Parameters<typeof lookAtDomain>[1]): Promise<DomainLook> => lookAtDomain(dns, input),
})

export type MailDomains = ReturnType<typeof createMailDomains>
