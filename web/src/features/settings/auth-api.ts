import { queryOptions } from '@tanstack/react-query'
import { ApiError, postAuth, requestJson } from '#api/index.ts'

/**
 * Asks the sign-in part of the server on behalf of who is signed in. It answers 401 to a wrong code, which is no end of the session: told as
 * a refusal like any other.
 */
export const postAccount = async (path: string, body: object = {}): Promise<unknown> => {
  try {
    return await postAuth(path, body)
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401 || error.code === 'UNAUTHORIZED') throw error
    throw new ApiError({ code: error.code, message: error.message, status: 400 })
  }
}

export type OwnSession = {
  token: string
  createdAt: string
  updatedAt: string
  ipAddress: string | null
  userAgent: string | null
  isThis: boolean
}

const textOf = (source: unknown, name: string): string => {
  const value: unknown = Reflect.get(Object(source), name)
  return typeof value === 'string' ? value : ''
}

const readSession = (one: unknown, thisToken: string): OwnSession => ({
  token: textOf(one, 'token'),
  createdAt: textOf(one, 'createdAt'),
  updatedAt: textOf(one, 'updatedAt'),
  ipAddress: textOf(one, 'ipAddress') || null,
  userAgent: textOf(one, 'userAgent') || null,
  isThis: textOf(one, 'token') === thisToken,
})

/** Where one is signed in, this session first, then by the time of the sign-in. */
export const ownSessions = queryOptions({
  queryKey: ['/auth/sessions'],
  queryFn: async ({ signal }): Promise<OwnSession[]> => {
    const [all, current] = await Promise.all([
      requestJson('/api/auth/list-sessions', { signal }),
      requestJson('/api/auth/get-session', { signal }),
    ])
    const token = textOf(Reflect.get(Object(current), 'session'), 'token')
    const sessions = Array.isArray(all) ? all.map((one: unknown) => readSession(one, token)) : []
    return sessions.toSorted(
      (a, b) => Number(b.isThis) - Number(a.isThis) || b.createdAt.localeCompare(a.createdAt),
    )
  },
})
