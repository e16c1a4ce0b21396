import type { FastifyRequest } from 'fastify'
import { callerOf } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { AUDITED } from './audited.ts'
import { entryOfRequest } from './entry-of-request.ts'
import type { Audit } from './index.ts'

/**
 * A hook for routes that know their caller: what AUDITED names is in the log before it is answered, so that nobody is told of what the log
 * has not. What was refused is not in it.
 */
export const noteRequests = (routes: HttpServer, audit: Pick<Audit, 'record'>): void => {
  routes.addHook('onSend', async (request, reply, payload) => {
    const audited = AUDITED[request.routeOptions.schema?.operationId ?? '']
    if (!audited || reply.statusCode >= 400 || reply.hasHeader('idempotency-replayed')) return payload
    await audit.record({ ...whoIs(request), ...entryOfRequest(audited, partsOf(request, payload)) })
    return payload
  })
}

const whoIs = (request: FastifyRequest) => {
  const { companyId, userId, email, keyId } = callerOf(request)
  return { companyId, userId, email, keyId, address: request.ip }
}

const partsOf = ({ params, query, body }: FastifyRequest, payload: unknown) => ({
  ...{ params, query, body },
  answer: typeof payload === 'string' && payload.startsWith('{') ? readJson(payload) : undefined,
})

const readJson = (text: string): unknown => JSON.parse(text)
