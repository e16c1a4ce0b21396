import type { FastifyRequest } from 'fastify'
import type { HttpServer } from '#platform/http/index.ts'
import { ADDRESS_HEADER, type SignIn } from './sign-in.ts'

/** Mounts better-auth: `/api/auth/sign-in/email`, `/api/auth/sign-out`, `/api/auth/get-session` … */
export const addAuthRoutes = (server: HttpServer, signIn: SignIn, publicUrl: string | undefined): void => {
  server.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: async (request, reply) => {
      const response = await signIn.handle(toWebRequest(request, publicUrl))
      reply.code(response.status)
      for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
      const cookies = response.headers.getSetCookie()
      if (cookies.length > 0) reply.header('set-cookie', cookies)
      return reply.send(await response.text())
    },
  })
}

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
