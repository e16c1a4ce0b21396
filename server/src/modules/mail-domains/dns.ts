import { Resolver } from 'node:dns/promises'

/** Reads the DNS. A name that is not there has an empty list; whatever else goes wrong is thrown. */
export type Dns = {
  /** TXT records, each put together from its parts. */
  txt(name: string): Promise<string[]>
  /** Hosts, the preferred ones first. */
  mx(name: string): Promise<string[]>
}

const NOTHING_THERE: readonly unknown[] = ['ENOTFOUND', 'ENODATA']

const orNone = async <T>(work: () => Promise<T[]>): Promise<T[]> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && 'code' in error && NOTHING_THERE.includes(error.code)) return []
    throw error
  }
}

/** The system's name servers, with at most some seconds of patience. */
export const systemDns = (): Dns => {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  return {
    txt: (name) => orNone(async () => (await resolver.resolveTxt(name)).map((parts) => parts.join(''))),
    mx: (name) =>
      orNone(async () =>
        (await resolver.resolveMx(name))
          .sort((a, b) => a.priority - b.priority)
          .map(({ exchange }) => exchange)
          // A single dot says that the domain takes no mail (RFC 7505).
          .filter((host) => host !== ''),
      ),
  }
}
