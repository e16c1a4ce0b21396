import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import type { MailProvider } from './types.ts'

const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text)

/** The providers that are known, and which one an address is of, once it is one. */
export const useProvider = (
  address: string,
): { providers: MailProvider[]; guess: MailProvider | undefined } => {
  const known = useQuery({ ...apiQuery('/mail-providers'), staleTime: Number.POSITIVE_INFINITY })
  const asked = useQuery({
    ...apiQuery('/mail-providers', { params: { query: { address } } }),
    enabled: isAddress(address),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const providers = known.data?.providers ?? []
  return { providers, guess: providers.find(({ id }) => id === asked.data?.guess) }
}
