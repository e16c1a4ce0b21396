import { randomUUID } from 'node:crypto'
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import {
  type FastifyBaseLogger,
  type FastifyHttpOptions,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  type RawServerDefault,
} from 'fastify'
import { type Log, logWithRequest } from '#platform/log/index.ts'
import { addHealthRoutes, type ReadinessCheck } from './add-health-routes.ts'
import { closeObjects } from './close-objects.ts'
import { compileSchema } from './compile-schema.ts'
import { type HttpFailure, toFailure } from './http-failure.ts'
import { BODY_LIMITS, type BodyLimits, limitBodies } from './limit-bodies.ts'
import { addPageStyle } from './page.ts'
import { readJsonBody } from './read-json-body.ts'
import { createRouteIndex } from './route-index.ts'
import { DATA_HEADERS } from './security-headers.ts'
import { refuseUnstorableText } from './text-values.ts'

/** How an API writes its failures; the one with the longest matching `prefix` of the path is used. */
export type FailureShape = { prefix: string; write: (failure: HttpFailure) => object }

/** The server, or a plugin's part of it, that routes are added to; schemas are TypeBox. */
export type HttpServer = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

const BODY_LIMIT = 1024 * 1024
/** A mail address of 254 characters, each up to four bytes of UTF-8, each written as %xx. */
const LONGEST_PARAM = 254 * 4 * 3

const RAW_FAILURES = {
  400: { code: 'invalid_input', message: 'This is not a valid HTTP/1.1 request.' },
  408: { code: 'invalid_input', message: 'The request did not arrive in time.' },
  431: { code: 'too_large', message: 'The request line and headers are larger than 16 kB.' },
} as const

const appShape: FailureShape = {
  prefix: '/',
  write: ({ code, publicCode, message, field, requestId }) => ({
    error: { code: publicCode ?? code, message, ...(field !== undefined && { field }), requestId },
  }),
}

/**
 * A Fastify server with what every route relies on: JSON bodies of at most 1 MB read strictly, schemas that refuse unknown fields,
 * failures written in one place, paths matched without regard to case (parameters keep theirs), security headers, request ids,
 * `/healthz` and `/readyz`, and the style of the pages it writes itself. It listens to nothing yet.
 */
export const createHttpServer = (options: {
  log: Log
  /** What must hold before requests are welcome: database reached, migrations done. */
  ready: ReadinessCheck
  failureShapes?: FailureShape[]
  /** Default: a random UUID. */
  newRequestId?: () => string
  /** How many reverse proxies stand in front, whose `X-Forwarded-*` is believed. Default 0. */
  trustedProxies?: number
  bodyLimits?: BodyLimits
  /** Answers what no route does, where it is the address of a page; null: nothing is there. */
  answerPage?: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | null
}): HttpServer => {
  const { log, newRequestId = randomUUID, bodyLimits = BODY_LIMITS, trustedProxies = 0 } = options
  const routes = createRouteIndex()
  const shapes = [...(options.failureShapes ?? []), appShape].sort(
    (a, b) => b.prefix.length - a.prefix.length,
  )

  const bodyOf = (failure: HttpFailure, url: string): object => {
    const path = url.toLowerCase().replace(/^\/{2,}/, '/')
    const shape = shapes.find(({ prefix }) => path.startsWith(prefix)) ?? appShape
    return shape.write(failure)
  }

  const sendFailure = (
    request: FastifyRequest,
    reply: FastifyReply,
    failure: Omit<HttpFailure, 'requestId'>,
  ) => {
    if (failure.status === 503) reply.header('retry-after', '2')
    return reply
      .code(failure.status)
      .headers(DATA_HEADERS)
      .header('content-type', 'application/json; charset=utf-8')
      .header('x-request-id', request.id)
      .serializer(JSON.stringify)
      .send(bodyOf({ ...failure, requestId: request.id }, request.url))
  }

  const sendError = (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const { failure, worthLogging } = toFailure(error, request.routeOptions.bodyLimit ?? BODY_LIMIT)
    if (worthLogging)
      log.error(
        { err: error, requestId: request.id, method: request.method, url: pathOf(request.url) },
        'a request failed',
      )
    return sendFailure(request, reply, failure)
  }

  /** Answers on a connection that carries no request, or no whole one, and ends it. */
  const refuseRaw = (socket: Duplex, status: keyof typeof RAW_FAILURES): void => {
    if (!socket.writable) return
    const { code, message } = RAW_FAILURES[status]
    const body = JSON.stringify(appShape.write({ status, code, message, requestId: newRequestId() }))
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
      // Who sends without end would not close it.
      () => status === 408 && socket.destroy(),
    )
  }

  const settings: FastifyHttpOptions<RawServerDefault, FastifyBaseLogger> = {
    bodyLimit: BODY_LIMIT,
    genReqId: () => newRequestId(),
    trustProxy: trustedProxies > 0 && ((_address, hop) => hop < trustedProxies),
    requestTimeout: bodyLimits.stream,
    routerOptions: {
      caseSensitive: false,
      ignoreTrailingSlash: true,
      ignoreDuplicateSlashes: true,
      maxParamLength: LONGEST_PARAM,
    },
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
    clientErrorHandler: (error, socket) =>
      refuseRaw(
        socket,
        error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400,
      ),
  }
  const server = fastify(settings).withTypeProvider<TypeBoxTypeProvider>()
  const bodies = limitBodies(server.server, {
    milliseconds: bodyLimits.ordinary,
    onLate: (socket) => refuseRaw(socket, 408),
  })

  server.setValidatorCompiler(compileSchema)
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
    try {
      done(null, readJsonBody(body))
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)))
    }
  })

  server.addHook('onRoute', (route) => {
    routes.add(route)
    if (route.schema) {
      const { body, querystring, params } = route.schema
      route.schema = {
        ...route.schema,
        ...(body !== undefined && { body: closeObjects(body) }),
        ...(querystring !== undefined && { querystring: closeObjects(querystring) }),
        ...(params !== undefined && { params }),
      }
    }
  })
  server.addHook('onRequest', (request, _reply, done) => logWithRequest(request.id, done))
  // Reading a body goes on in the socket's own context.
  server.addHook('preValidation', (request, _reply, done) => logWithRequest(request.id, done))
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(DATA_HEADERS)
    reply.header('x-request-id', request.id)
    // Only an escape can bring in what a URL cannot hold as it is.
    if (request.raw.url?.includes('%00')) {
      try {
        refuseUnstorableText(request.params)
        refuseUnstorableText(request.query)
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)))
        return
      }
    }
    done()
  })
  // Not before those hooks that ask who is calling.
  server.addHook('preHandler', (request, _reply, done) => {
    if (request.routeOptions.config.readsStream) bodies.lift(request.raw)
    done()
  })
  if (log.isLevelEnabled('debug')) {
    server.addHook('onResponse', async (request, reply) => {
      const details = { requestId: request.id, method: request.method, url: pathOf(request.url) }
      log.debug(
        { ...details, status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime) },
        'answered',
      )
    })
  }

  server.setErrorHandler((error, request, reply) => sendError(error, request, reply))
  server.setNotFoundHandler((request, reply) => {
    const path = pathOf(request.url)
    const methods = routes.methodsOf(path.replaceAll(/\/{2,}/g, '/'))
    // A route that answers this method says itself that nothing is there: files do.
    if (methods.length === 0 || methods.includes(request.method))
      return (
        options.answerPage?.(request, reply) ??
        sendFailure(request, reply, {
          status: 404,
          code: 'not_found',
          message: `There is nothing at ${path}. Check the path.`,
          field: 'path',
        })
      )
    reply.header('allow', methods.join(', '))
    return sendFailure(request, reply, {
      status: 405,
      code: 'method_not_allowed',
      message: `${path} does not answer ${request.method}; it answers ${methods.join(' and ')}.`,
      field: 'method',
    })
  })

  addHealthRoutes(server, options.ready)
  addPageStyle(server)
  return server
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? url
