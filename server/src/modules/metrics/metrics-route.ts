import { createHash, timingSafeEqual } from 'node:crypto'
import { BlockList, isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { AppError } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Metrics } from './index.ts'

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer goes on for as long as somebody listens: how long says nothing. */
    isStream?: boolean
  }
}

/**
 * `GET /metrics`, for whoever brings the token as `Authorization: Bearer`; without a token, for this machine only. Also times every request
 * of the server.
 */
export const addMetricsRoute = (
  server: HttpServer,
  metrics: Metrics,
  { token }: { token: string | undefined },
): void => {
  server.addHook('onResponse', (request, reply, done) => {
    if (request.routeOptions.config.isStream) return done()
    metrics.timeRequest({
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      milliseconds: reply.elapsedTime,
    })
    done()
  })
  server.get('/metrics', async (request, reply) => {
    if (token === undefined) requireThisMachine(request)
    else requireToken(request, token)
    return reply.header('content-type', metrics.contentType).send(await metrics.read())
  })
}

const requireToken = (request: FastifyRequest, token: string): void => {
  const [, given = ''] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? []
  // Of equal length, whatever was given.
  if (timingSafeEqual(digest(given), digest(token))) return
  throw new AppError({
    code: 'unauthorized',
    field: 'authorization',
    message:
      'Metrics are shown with the header “Authorization: Bearer TOKEN”, where TOKEN is the value of METRICS_TOKEN.',
  })
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Behind a proxy on this machine everybody would seem to be here, so what was forwarded is refused. */
const requireThisMachine = ({ headers, socket }: FastifyRequest): void => {
  const address = socket.remoteAddress ?? ''
  const isForwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some(
    (name) => headers[name] !== undefined,
  )
  if (!isForwarded && LOOPBACK.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) return
  throw new AppError({
    code: 'forbidden',
    field: 'METRICS_TOKEN',
    message:
      'Metrics are shown to this machine only, and not through a proxy. Set METRICS_TOKEN to read them from elsewhere.',
  })
}
