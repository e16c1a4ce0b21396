import { queryOptions } from '@tanstack/react-query'
import { postAuth, requestJson } from '#api/index.ts'

export type Claim = { name: string; company: string; email: string; password: string }
/** The key is shown this once. */
export type Claimed = { apiKey: string; email: string }
type ClaimState = 'open' | 'claimed' | 'wrong link'

/** Whether the link still makes somebody the first user. */
export const stateOfClaim = (token: string) =>
  queryOptions({
    queryKey: ['claim', token] as const,
    queryFn: async ({ signal }): Promise<ClaimState> => {
      const answer = await requestJson(`/api/claim?${new URLSearchParams({ token })}`, { signal })
      const state = Reflect.get(Object(answer), 'state')
      return state === 'open' || state === 'claimed' ? state : 'wrong link'
    },
  })

/** Makes the first user and signs him in. */
export const claimInstance = async (token: string, claim: Claim): Promise<Claimed> => {
  const answer = Object(await requestJson('/api/claim', { body: { token, ...claim } }))
  const claimed = {
    apiKey: String(Reflect.get(answer, 'apiKey')),
    email: String(Reflect.get(answer, 'email')),
  }
  await postAuth('/sign-in/email', { email: claimed.email, password: claim.password })
  return claimed
}
