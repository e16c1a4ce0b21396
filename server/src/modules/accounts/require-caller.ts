import type { FastifyRequest } from 'fastify'
import { AppError } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Authenticate } from './authenticate.ts'
import type { Caller } from './caller.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `requireMember` and `requireUser`; read it through `callerOf`. */
    caller: Caller | null
  }
}

/** Makes room for the caller on every request; once, before routes that ask for one. */
export const prepareCallers = (server: HttpServer): void => {
  server.decorateRequest('caller', null)
}

/**
 * An onRequest hook for routes under `/user/:username`: nothing of a request is read before its key is known. The key must be good for
 * the member that the path names.
 */
export const requireMember =
  (authenticate: Authenticate) =>
  async (request: FastifyRequest): Promise<void> => {
    const { params } = request
    const username =
      typeof params === 'object' && params !== null && 'username' in params ? String(params.username) : ''
    request.caller = await authenticate.asMember(request, username)
  }

/** An onRequest hook for routes that name nobody: the key's user, or the session's. */
export const requireUser =
  (authenticate: Authenticate) =>
  async (request: FastifyRequest): Promise<void> => {
    request.caller = await authenticate.asUser(request)
  }

/** Who calls, in a route behind one of the two hooks. */
export const callerOf = (request: FastifyRequest): Caller => {
  if (request.caller) return request.caller
  throw new AppError({ code: 'unauthorized', message: 'This route needs an API key or a session.' })
}
