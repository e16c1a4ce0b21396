import type { FastifyRequest } from 'fastify'
import type { HttpServer } from '#platform/http/index.ts'
import type { AccountsDeps } from './accounts-deps.ts'
import { ADDRESS_HEADER, type SignIn } from './sign-in.ts'
import { signInAction } from './sign-in-action.ts'

/** Mounts better-auth: `/api/auth/sign-in/email`, `/api/auth/sign-out`, `/api/auth/two-factor/enable` … */
export const addAuthRoutes = (
  server: HttpServer,
  signIn: SignIn,
  { publicUrl, noteSignIn }: Pick<AccountsDeps, 'publicUrl' | 'noteSignIn'>,
): void => {
  server.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: async (request, reply) => {
      const path = pathOf(request)
      // Known before, because some of these requests end the session that they came with.
      const userId = request.method === 'POST' ? await signIn.userOfSession(request.headers) : undefined
      const response = await signIn.handle(toWebRequest(request, publicUrl))
      const text = await response.text()
      const told =
        request.method === 'POST'
          ? signInAction({
              ...{ path, status: response.status, hadSession: userId !== undefined },
              ...{ body: request.body, answer: response.ok ? readJson(text) : undefined },
            })
          : undefined
      const who = told?.who ?? (userId === undefined ? undefined : { userId })
      if (told && who) await noteSignIn({ action: told.action, who, address: request.ip })
      reply.code(response.status)
      for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
      const cookies = response.headers.getSetCookie()
      if (cookies.length > 0) reply.header('set-cookie', cookies)
      return reply.send(text)
    },
  })
}

const pathOf = ({ params }: FastifyRequest): string =>
  typeof params === 'object' && params !== null && '*' in params ? String(params['*']) : ''

const readJson = (text: string): unknown => (text.startsWith('{') ? JSON.parse(text) : undefined)

const toWebRequest = (request: FastifyRequest, publicUrl: string | undefined): Request => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string' && name !== 'content-length') headers.set(name, value)
  headers.set(ADDRESS_HEADER, request.ip)
  const hasBody = request.method === 'POST'
  return new Request(new URL(request.url, publicUrl ?? `${request.protocol}://${request.host}`), {
    method: request.method,
    headers,
    ...(hasBody && { body: JSON.stringify(request.body ?? {}) }),
  })
}
