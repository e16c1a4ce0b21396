import { type QueryClient, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { redirect, useNavigate } from '@tanstack/react-router'
import { type AnswerOf, ApiError, apiQuery, postAuth } from '#api/index.ts'

/** Who is signed in, and what he may do. */
export type Session = AnswerOf<'get', '/me'>
export type Role = Session['role']

const session = apiQuery('/me')

const SECURITY_PAGE = '/settings/security'

/**
 * For pages behind the sign-in: whoever is not signed in goes there and comes back. Who still has to set up his second factor, because his
 * company wants one, gets no other page.
 */
export const requireSession = async (queries: QueryClient, here: string): Promise<Session> => {
  const me = await readSession(queries, here)
  if (me.secondFactor.required && !me.secondFactor.on && !here.startsWith(SECURITY_PAGE))
    throw redirect({ to: SECURITY_PAGE })
  return me
}

const readSession = async (queries: QueryClient, here: string): Promise<Session> => {
  try {
    return await queries.fetchQuery({ ...session, staleTime: 60_000 })
  } catch (error) {
    if (error instanceof ApiError && error.status === 401)
      throw redirect({ to: '/sign-in', search: here === '/' ? {} : { to: here } })
    throw error
  }
}

/** Whoever lacks the second factor that his company wants can do nothing but set one up. */
export const requireSecondFactor = ({ secondFactor }: Session, pathname: string): void => {
  if (secondFactor.required && !secondFactor.on && pathname !== '/settings/security')
    throw redirect({ to: '/settings/security' })
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

/** Goes to another company that one belongs to. A cookie chooses it, because links and streams of events can send no header. */
export const useSwitchCompany = (): ((companyId: string) => Promise<void>) => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async (companyId) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the CookieStore is missing in Safari and over plain HTTP.
    document.cookie = `cadenza.company=${companyId}; path=/; samesite=lax; max-age=31536000`
    queries.clear()
    await navigate({ to: '/' })
    window.location.reload()
  }
}
