import type { FastifyRequest } from 'fastify'
import { type TSchema, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { createAccounts, prepareCallers } from '#modules/accounts/index.ts'
import { createSequences } from '#modules/sequences/index.ts'
import { manualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { closeObjects } from '#platform/http/close-objects.ts'
import { createHttpServer, type HttpServer } from '#platform/http/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { addAppApi } from '../src/app-api.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Options = {
  body?: unknown
  /** Null: none. Default: Steve's. */
  key?: string | null
  headers?: Record<string, string>
}

export type AppApiScene = Awaited<ReturnType<typeof appApiScene>>

/**
 * The app's API over real modules on a database of a test's own: a company Acme with an admin (Steve) and a rep (Jane), and a stranger who
 * is the admin of another one. Every answer is compared with the schema that its route declares for it, closed: what a schema lacks fails.
 */
export const appApiScene = async (db: Database) => {
  const clock = manualClock(new Date('2026-03-02T09:00:00Z'))
  const newId = createIds({ clock })
  const log = silentLog()
  const accounts = createAccounts({
    db,
    clock,
    newId,
    log,
    secrets: createSecrets('a key for tests that is long enough'),
    publicUrl: undefined,
  })
  const sequences = createSequences({
    db,
    clock,
    newId,
    mailboxes: { mailboxIdsByAddress: async () => new Map(), mailboxAddresses: async () => new Map() },
    notify: accounts.notify,
    onPublished: async () => {},
    onStateChanged: async () => {},
  })
  const app = { accounts, sequences }

  const server = createHttpServer({ log, ready: async () => {} })
  prepareCallers(server)
  const undescribed = describeAnswers(server)
  addAppApi(server, app)

  const steve = await accounts.addUser({ company: 'Acme', email: 'steve@acme.test' })
  const jane = await accounts.addUser({ company: 'Acme', email: 'jane@acme.test' })
  const stranger = await accounts.addUser({ company: 'Other', email: 'stranger@other.test' })

  const call = async (method: Method, path: string, options: Options = {}) => {
    const { body, key = steve.apiKey, headers } = options
    const answer = await server.inject({
      method,
      url: `/api/v1${path}`,
      headers: {
        ...(key !== null && { 'x-api-key': key }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const mismatch = undescribed.pop()
    if (mismatch !== undefined) throw new Error(mismatch)
    const isJson = /json/.test(String(answer.headers['content-type']))
    return {
      status: answer.statusCode,
      body: isJson ? answer.json() : undefined,
      text: answer.body,
      headers: answer.headers,
    }
  }
  return {
    app,
    server,
    clock,
    db,
    steve,
    jane,
    stranger,
    call,
    get: (path: string, options?: Options) => call('GET', path, options),
    post: (path: string, body?: unknown, options?: Options) => call('POST', path, { body, ...options }),
    put: (path: string, body?: unknown, options?: Options) => call('PUT', path, { body, ...options }),
    patch: (path: string, body?: unknown, options?: Options) => call('PATCH', path, { body, ...options }),
    delete: (path: string, options?: Options) => call('DELETE', path, options),
    /** Status and named field of a failure, for tables of bad input. */
    refused: async (method: Method, path: string, options?: Options) => {
      const { status, body } = await call(method, path, options)
      return { status, field: body?.error?.field }
    },
  }
}

/** Collects the answers that do not have the form that their routes declare. */
const describeAnswers = (server: HttpServer): string[] => {
  const undescribed: string[] = []
  server.addHook('preSerialization', async (request, reply, payload) => {
    if (reply.statusCode >= 400 || !request.url.startsWith('/api/v1/') || request.routeOptions.schema?.hide)
      return payload
    const schema = responseOf(request, reply.statusCode)
    const validator = schema && Compile(schema)
    const written: unknown = JSON.parse(JSON.stringify(payload))
    const place = `${request.method} ${request.routeOptions.url} ${reply.statusCode}`
    if (!validator) undescribed.push(`${place} is not described`)
    else if (!validator.Check(written))
      undescribed.push(`${place} is not as described: ${JSON.stringify(validator.Errors(written))}`)
    return payload
  })
  return undescribed
}

const responseOf = (request: FastifyRequest, status: number): TSchema | undefined => {
  const responses = request.routeOptions.schema?.response
  if (typeof responses !== 'object' || responses === null || !(status in responses)) return undefined
  const schema: unknown = closeObjects(Reflect.get(responses, status))
  return typeof schema === 'object' && schema !== null ? Type.Unsafe(schema) : undefined
}
