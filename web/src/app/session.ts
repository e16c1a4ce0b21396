import { type QueryClient, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { redirect, useNavigate } from '@tanstack/react-router'
import { type AnswerOf, ApiError, apiQuery, postAuth } from '#api/index.ts'

/** Who is signed in, and what he may do. */
export type Session = AnswerOf<'get', '/me'>
export type Role = Session['role']

const session = apiQuery('/me')

/** For pages behind the sign-in: whoever is not signed in goes there and comes back. */
export const requireSession = async (queries: QueryClient, here: string): Promise<Session> => {
  try {
    return await queries.fetchQuery({ ...session, staleTime: 60_000 })
  } catch (error) {
    if (error instanceof ApiError && error.status === 401)
      throw redirect({ to: '/sign-in', search: here === '/' ? {} : { to: here } })
    throw error
  }
}

/** Who is signed in, on a page behind the sign-in. */
export const useSession = (): Session => useSuspenseQuery(session).data

/** Whether the user has one of the roles: `useHasRole('admin', 'manager')`. Hides what the server would refuse. */
export const useHasRole = (...roles: readonly Role[]): boolean => roles.includes(useSession().role)

/** Ends the session and forgets everything read in it. */
export const useSignOut = (): (() => Promise<void>) => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    await postAuth('/sign-out')
    await navigate({ to: '/sign-in' })
    queries.clear()
  }
}
