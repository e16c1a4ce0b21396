import { connect } from 'node:net'
import { Type } from 'typebox'
import { afterEach, expect, test } from 'vitest'
import { systemClock } from '#platform/clock/index.ts'
import { AppError, conflict } from '#platform/errors/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { closeGracefully } from './close-gracefully.ts'
import { createHttpServer, type HttpServer } from './create-http-server.ts'

const open: HttpServer[] = []
const build = (options: Partial<Parameters<typeof createHttpServer>[0]> = {}): HttpServer => {
  const server = createHttpServer({
    log: silentLog(),
    ready: async () => {},
    newRequestId: () => 'request-1',
    ...options,
  })
  open.push(server)
  return server
}
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

const json = { 'content-type': 'application/json' }
const Name = Type.Object({ name: Type.String(), size: Type.Optional(Type.Integer()) })

test('an AppError becomes its status and the shape of the app', async () => {
  const server = build()
  server.get('/taken', async () => {
    throw conflict('The name is taken.', 'name')
  })
  const answer = await server.inject('/taken')
  expect(answer.statusCode).toBe(409)
  expect(answer.json()).toEqual({
    error: { code: 'conflict', message: 'The name is taken.', field: 'name', requestId: 'request-1' },
  })
  expect(answer.headers['x-request-id']).toBe('request-1')
})

test('an API may write failures in its own shape, also those that no route of it made', async () => {
  const server = build({
    failureShapes: [{ prefix: '/apis/v1', write: ({ status, message }) => ({ status, message }) }],
  })
  expect((await server.inject('/APIS/v1/nothing')).json()).toEqual({
    status: 404,
    message: 'There is nothing at /APIS/v1/nothing. Check the path.',
  })
  expect((await server.inject('/other')).json()).toHaveProperty('error.code', 'not_found')
})

test('a defect is a 500 that tells nothing of the inside', async () => {
  const server = build()
  server.get('/broken', async () => {
    throw new Error('the secret is s3cret')
  })
  const answer = await server.inject('/broken')
  expect(answer.statusCode).toBe(500)
  expect(answer.body).not.toContain('s3cret')
  expect(answer.json()).toHaveProperty('error.requestId', 'request-1')
})

test('malformed JSON is a 400 that names the place', async () => {
  const server = build()
  server.post('/echo', async (request) => request.body)
  const answer = await server.inject({ method: 'POST', url: '/echo', headers: json, payload: '{"a":1,}' })
  expect(answer.statusCode).toBe(400)
  expect(answer.json().error).toMatchObject({
    code: 'invalid_input',
    field: 'body',
    message: /line 1, column 8/,
  })
})

test('an empty JSON body is accepted where no body is asked for, and named where one is', async () => {
  const server = build()
  server.post('/stop', async () => ({ stopped: true }))
  server.post('/named', { schema: { body: Name } }, async (request) => request.body)
  expect((await server.inject({ method: 'POST', url: '/stop', headers: json, payload: '' })).json()).toEqual({
    stopped: true,
  })
  const answer = await server.inject({ method: 'POST', url: '/named', headers: json, payload: '' })
  expect(answer.statusCode).toBe(400)
  expect(answer.json().error.message).toBe('The body must be an object.')
})

test.each([
  [{ name: 'a', colour: 1 }, 'colour'],
  [{ name: 1 }, 'name'],
  [{ name: 'a', size: '3' }, 'size'],
  [{}, 'name'],
])('the body %j is refused, naming %s', async (payload, field) => {
  const server = build()
  server.post('/named', { schema: { body: Name } }, async (request) => request.body)
  const answer = await server.inject({ method: 'POST', url: '/named', payload })
  expect(answer.statusCode).toBe(400)
  expect(answer.json().error.field).toBe(field)
})

test('a query is text by nature: numbers in it are read, unknown keys refused', async () => {
  const server = build()
  const Query = Type.Object({ limit: Type.Integer({ default: 20, maximum: 100 }) })
  server.get('/page', { schema: { querystring: Query } }, async (request) => request.query)
  expect((await server.inject('/page?limit=5')).json()).toEqual({ limit: 5 })
  expect((await server.inject('/page')).json()).toEqual({ limit: 20 })
  expect((await server.inject('/page?limit=many')).json().error.field).toBe('limit')
  expect((await server.inject('/page?limt=5')).json().error.field).toBe('limt')
})

test('a body beyond 1 MB is a 413 with what to do', async () => {
  const server = build()
  server.post('/echo', async () => ({}))
  const answer = await server.inject({
    method: 'POST',
    url: '/echo',
    headers: json,
    payload: `"${'a'.repeat(1024 * 1024)}"`,
  })
  expect(answer.statusCode).toBe(413)
  expect(answer.json().error).toMatchObject({ code: 'too_large', message: /1048576 bytes/ })
})

test('another content type is a 415', async () => {
  const server = build()
  server.post('/echo', async () => ({}))
  const answer = await server.inject({
    method: 'POST',
    url: '/echo',
    headers: { 'content-type': 'text/csv' },
    payload: 'a,b',
  })
  expect(answer.statusCode).toBe(415)
})

test('a wrong method is a 405 that names the right ones', async () => {
  const server = build()
  server.post('/cadences/:id/stop', async () => ({}))
  const answer = await server.inject({ method: 'DELETE', url: '/Cadences/12/STOP' })
  expect(answer.statusCode).toBe(405)
  expect(answer.headers.allow).toBe('POST')
  expect(answer.json().error.message).toContain('it answers POST')
})

test('paths match without regard to case, parameters keep theirs, however long an address is', async () => {
  const server = build()
  server.get('/prospects/:email/status', async (request) => request.params)
  const email = `${'Ä'.repeat(120)}@${'Ü'.repeat(60)}.de`
  const answer = await server.inject(`/PROSPECTS/${encodeURIComponent(email)}/Status/`)
  expect(answer.json()).toEqual({ email })
})

test.each(['/prospects/%zz/status', '/prospects/%ff/status'])('%s is a 400, not a 500', async (url) => {
  const server = build()
  server.get('/prospects/:email/status', async (request) => request.params)
  const answer = await server.inject(url)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().error.field).toBe('path')
})

test.each(['/prospects/a%00b', '/prospects/a?x=%00'])('a NUL character in %s is a 400', async (url) => {
  const server = build()
  server.get('/prospects/:email', async (request) => request.params)
  expect((await server.inject(url)).statusCode).toBe(400)
})

test('the database being away is a 503 that says when to come back', async () => {
  const server = build()
  server.get('/away', async () => {
    throw Object.assign(new Error('connect ENOENT /run/.s.PGSQL.5432'), {
      syscall: 'connect',
      code: 'ENOENT',
    })
  })
  const answer = await server.inject('/away')
  expect(answer.statusCode).toBe(503)
  expect(answer.headers['retry-after']).toBe('2')
})

test('health answers without a key; readiness says what is missing', async () => {
  let problem: Error | undefined = new AppError({ code: 'unavailable', message: 'migration 0003 is pending' })
  const server = build({
    ready: async () => {
      if (problem) throw problem
    },
  })
  expect((await server.inject('/healthz')).json()).toEqual({ status: 'ok' })
  const waiting = await server.inject('/readyz')
  expect(waiting.statusCode).toBe(503)
  expect(waiting.json().error.message).toBe('Not ready: migration 0003 is pending')
  problem = undefined
  expect((await server.inject('/readyz')).statusCode).toBe(200)
})

test('answers may not be framed, sniffed or stored', async () => {
  const { headers } = await build().inject('/healthz')
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
})

test('what is no HTTP gets a JSON answer too', async () => {
  const server = build()
  await server.listen({ port: 0, host: '127.0.0.1' })
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect(address.port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'))
    let received = ''
    socket.on('data', (chunk) => {
      received += chunk
    })
    socket.on('end', () => resolve(received))
    socket.on('error', reject)
  })
  expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
  expect(text).toContain('"code":"invalid_input"')
})

test('closing lets a request under way finish', async () => {
  const server = build()
  let answer: (() => void) | undefined
  const arrived = new Promise<void>((resolve) => {
    server.get('/slow', async () => {
      resolve()
      await new Promise<void>((go) => {
        answer = go
      })
      return { done: true }
    })
  })
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  const response = fetch(`${url}/slow`)
  await arrived
  const closed = closeGracefully({ server, clock: systemClock() })
  answer?.()
  expect(await (await response).json()).toEqual({ done: true })
  await closed
})

test('closing cuts what does not end in time', async () => {
  const server = build()
  const arrived = new Promise<void>((resolve) => {
    server.get('/forever', async () => {
      resolve()
      await new Promise(() => {})
    })
  })
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  const response = fetch(`${url}/forever`).catch(() => 'cut')
  await arrived
  await closeGracefully({ server, clock: systemClock(), graceMilliseconds: 1 })
  expect(await response).toBe('cut')
})
