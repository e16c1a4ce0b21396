import type { FastifyReply, FastifyRequest } from 'fastify'
import { callerOf } from '#modules/accounts/index.ts'
import { AppError, invalidInput } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { beginRequest, type Claim, type KeptAnswer, type Running } from './begin-request.ts'
import { finishRequest } from './finish-request.ts'
import type { IdempotencyDeps } from './idempotency-deps.ts'
import { KEY_HEADER, readKey } from './read-key.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a request with an Idempotency-Key, until its answer is kept. */
    idempotencyClaim: Claim | null
  }
}

/** Headers that belong to what was done; the others are made anew. */
const KEPT_HEADERS = ['content-type', 'content-disposition', 'location', 'x-ignored-fields']

/**
 * Hooks for routes that know their caller: a POST or PATCH with an Idempotency-Key is carried out once, and a repeat gets the same status
 * and body with `idempotency-replayed: true`. What was refused before it began (caller, rate limit, schema) holds no key. A request without
 * the header pays for one look at its headers.
 */
export const answerOnce = (routes: HttpServer, deps: IdempotencyDeps & { running: Running }): void => {
  const { log } = deps
  routes.decorateRequest('idempotencyClaim', null)

  routes.addHook('preHandler', (request, reply, done) => {
    const header = request.headers['idempotency-key']
    if (header === undefined || (request.method !== 'POST' && request.method !== 'PATCH')) return done()
    begin(request, String(header)).then(
      (kept) => (kept === undefined ? done() : sendAgain(reply, kept)),
      (error: Error) => {
        if (error instanceof AppError && error.publicCode === 'idempotency_in_progress')
          reply.header('retry-after', '1')
        done(error)
      },
    )
  })

  const begin = async (request: FastifyRequest, header: string): Promise<KeptAnswer | undefined> => {
    if (request.routeOptions.config.readsStream) throw notForStreams()
    const { companyId, userId, keyId } = callerOf(request)
    const ref = { companyId, caller: keyId ?? userId, key: readKey(header) }
    const begun = await beginRequest(deps, { ref, fingerprint: fingerprintOf(deps, request) })
    if ('kept' in begun) return begun.kept
    request.idempotencyClaim = begun.claim
    return undefined
  }

  routes.addHook('onSend', (request, reply, payload, done) => {
    const claim = request.idempotencyClaim
    if (claim === null) return done(null, payload)
    request.idempotencyClaim = null
    const answer = { status: reply.statusCode, headers: headersOf(reply), body: textOf(payload) }
    finishRequest(deps, claim, answer).then(
      () => done(null, payload),
      (error: unknown) => {
        // It has happened, so the caller is told; repeats are told that nobody knows.
        log.error({ err: error }, 'the answer to a request with an Idempotency-Key could not be kept')
        done(null, payload)
      },
    )
  })
}

const sendAgain = (reply: FastifyReply, { status, headers, body }: KeptAnswer): void => {
  reply.code(status).headers(headers).header('idempotency-replayed', 'true').send(body)
}

/** Signed, so that a guess at a password in a body cannot be tried on the stored row. */
const fingerprintOf = ({ secrets }: Pick<IdempotencyDeps, 'secrets'>, request: FastifyRequest): string => {
  const { userId, edition } = callerOf(request)
  const text = JSON.stringify([request.method, request.url, userId, edition, request.body ?? null])
  return secrets.sign({ purpose: 'idempotency', text })
}

const headersOf = (reply: FastifyReply): Record<string, string> =>
  Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = reply.getHeader(name)
      return value === undefined ? [] : [[name, String(value)]]
    }),
  )

/** Null for a stream. */
const textOf = (payload: unknown): string | null => {
  if (payload === undefined || payload === null) return ''
  if (Buffer.isBuffer(payload)) return payload.toString('utf8')
  return typeof payload === 'string' ? payload : null
}

const notForStreams = () =>
  invalidInput(
    KEY_HEADER,
    `An upload takes no ${KEY_HEADER}: by itself it changes nothing, so send it again without one. Give the key to the request that uses the upload.`,
  )
