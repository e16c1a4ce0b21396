import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from '#api/index.ts'

const isSignedOut = (error: unknown): boolean => error instanceof ApiError && error.status === 401

/** Refusals do not change by asking again; what broke on the way may. */
const isWorthRepeating = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.code === 'unreachable' || error.status >= 502

/** The cache of everything read from the server. A session that ended is told of once per failed query. */
export const createQueryClient = ({ onSignedOut }: { onSignedOut(): void }): QueryClient => {
  const onError = (error: unknown): void => {
    if (isSignedOut(error)) onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { queryKey: [path] }) => {
        // Who asks for himself is sent to the sign-in page by his route.
        if (path !== '/me') onError(error)
      },
    }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, error) => count < 2 && isWorthRepeating(error),
      },
    },
  })
}
