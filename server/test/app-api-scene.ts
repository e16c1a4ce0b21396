import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { FastifyRequest, FastifySchema, LightMyRequestResponse } from 'fastify'
import { type TSchema, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { prepareCallers } from '#modules/accounts/index.ts'
import { manualClock } from '#platform/clock/index.ts'
import { closeObjects } from '#platform/http/close-objects.ts'
import { createHttpServer, type HttpServer } from '#platform/http/index.ts'
import { createInlineJobs } from '#platform/jobs/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { createApp } from '../src/app.ts'
import { addAppApi } from '../src/app-api.ts'
import { createTestDatabase } from './database.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Options = {
  /** Text is sent as it is. */
  body?: unknown
  /** Null: none. Default: Steve's. */
  key?: string | null
  headers?: Record<string, string>
}

export type AppApiScene = Awaited<ReturnType<typeof appApiScene>>

/**
 * The app's API over the whole app on a database of its own: a company Acme with an admin (Steve) and a rep (Jane), and a stranger who is
 * the admin of another one. Jobs wait until they are drained. Every answer is compared with the schema that its route declares for it,
 * closed: what a schema lacks fails.
 */
export const appApiScene = async (parts: { publicUrl?: string; fetch?: typeof globalThis.fetch } = {}) => {
  const { db, drop } = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'app-api-'))
  const clock = manualClock(new Date('2026-03-02T09:00:00Z'))
  const log = silentLog()
  const jobs = createInlineJobs({ db })
  const app = await createApp({
    db,
    secrets: createSecrets('a key for tests that is long enough'),
    config: { dataDir, publicUrl: parts.publicUrl },
    log,
    clock,
    random: () => 0.5,
    fetch: parts.fetch,
    jobs,
    // No test of the API looks for real servers.
    lookup: (_host, _options, callback) => callback(new Error('there are no names'), []),
  })
  const { accounts } = app

  const server = createHttpServer({ log, ready: async () => {} })
  prepareCallers(server)
  accounts.addRoutes(server)
  app.calls.addRoutes(server)
  const undescribed = describeAnswers(server)
  const routes = collectRoutes(server)
  addAppApi(server, app)
  await server.ready()

  const steve = await accounts.addUser({ company: 'Acme', email: 'steve@acme.test' })
  const jane = await accounts.addUser({ company: 'Acme', email: 'jane@acme.test' })
  const stranger = await accounts.addUser({ company: 'Other', email: 'stranger@other.test' })

  const answers: string[] = []
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
      payloadAsStream: true,
    })
    const written = await bodyOf(answer)
    answers.push(written)
    const mismatch = undescribed.pop()
    if (mismatch !== undefined) throw new Error(mismatch)
    const isJson = /json/.test(String(answer.headers['content-type']))
    return {
      status: answer.statusCode,
      body: isJson ? JSON.parse(written) : undefined,
      text: written,
      headers: answer.headers,
    }
  }
  return {
    ...app,
    jobs,
    dataDir,
    server,
    routes,
    clock,
    steve,
    jane,
    stranger,
    call,
    /** The bodies of all answers so far. */
    answers,
    get: (path: string, options?: Options) => call('GET', path, options),
    post: (path: string, body?: unknown, options?: Options) => call('POST', path, { body, ...options }),
    put: (path: string, body?: unknown, options?: Options) => call('PUT', path, { body, ...options }),
    patch: (path: string, body?: unknown, options?: Options) => call('PATCH', path, { body, ...options }),
    delete: (path: string, options?: Options) => call('DELETE', path, options),
    close: async () => {
      await server.close()
      await app.close()
      await drop()
      await rm(dataDir, { recursive: true, force: true })
    },
    /** Status and named field of a failure, for tables of bad input. */
    refused: async (method: Method, path: string, options?: Options) => {
      const { status, body } = await call(method, path, options)
      return { status, field: body?.error?.field }
    },
  }
}

/** All that was answered; of a stream that does not end nothing, and its reader goes away. */
const bodyOf = async (answer: LightMyRequestResponse): Promise<string> => {
  const stream = answer.stream()
  if (answer.headers['content-type'] !== 'text/event-stream') return text(stream)
  stream.destroy()
  return ''
}

export type AppApiRoute = { method: Method; path: string; schema: FastifySchema }

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Every route of the API, as it is added; the document apart, which needs no key. */
const collectRoutes = (server: HttpServer): AppApiRoute[] => {
  const routes: AppApiRoute[] = []
  server.addHook('onRoute', ({ method, url, schema = {} }) => {
    const known = METHODS.find((one) => one === method)
    if (known && url.startsWith('/api/v1/') && !schema.hide)
      routes.push({ method: known, path: url.slice('/api/v1'.length), schema })
  })
  return routes
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
