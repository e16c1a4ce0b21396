import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AddedUser } from '#modules/accounts/index.ts'
import { systemClock } from '#platform/clock/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { createLog } from '#platform/log/index.ts'
import { wholeServer } from '#test/whole-server.ts'
import type { App } from './app.ts'

const lines: string[] = []
let app: App
let server: HttpServer
let steve: AddedUser
let close: () => Promise<void>
beforeAll(async () => {
  ;({ app, server, close } = await wholeServer({
    clock: systemClock(),
    log: createLog({ level: 'trace', destination: { write: (line) => void lines.push(line) } }),
    settings: { callLimits: { perKey: 40, perAddress: 3, signIn: 2 } },
  }))
  steve = await app.accounts.addUser({ company: 'Acme', email: 'steve@acme.test' })
  await app.accounts.setPassword({ userId: steve.userId, password: PASSWORD })
})
afterAll(() => close())

const PASSWORD = 'a-password-nobody-guesses'

type Options = { headers?: Record<string, string>; body?: unknown; remoteAddress?: string }
const send = async (
  method: 'GET' | 'POST',
  url: string,
  { headers = {}, body, remoteAddress = '10.0.0.1' }: Options = {},
) => {
  const answer = await server.inject({
    ...{ method, url, remoteAddress },
    headers: {
      'x-api-key': steve.apiKey,
      ...headers,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  })
  return { status: answer.statusCode, headers: answer.headers, text: answer.body }
}

const KLENTY = '/apis/v1/user/steve@acme.test'

test('an Idempotency-Key works on both APIs', async () => {
  const headers = { 'idempotency-key': 'once' }
  const person = { body: { Email: 'ann@example.com' }, headers }
  const first = await send('POST', `${KLENTY}/prospects`, person)
  expect(first).toMatchObject({ status: 200, text: '{"Status":true}' })
  expect(await send('POST', `${KLENTY}/prospects`, person)).toMatchObject({
    headers: { 'idempotency-replayed': 'true' },
    text: first.text,
  })
  const other = await send('POST', `${KLENTY}/prospects`, { body: { Email: 'ben@example.com' }, headers })
  expect(other.status).toBe(422)
  expect(JSON.parse(other.text)).toMatchObject({
    Status: false,
    errors: [{ code: 'idempotency_key_reused' }],
  })

  const list = { body: { name: 'Fair' }, headers: { 'idempotency-key': '"list-1"' } }
  const created = await send('POST', '/api/v1/lists', list)
  expect(created.status).toBeLessThan(300)
  expect(await send('POST', '/api/v1/lists', list)).toMatchObject({
    status: created.status,
    text: created.text,
    headers: { 'idempotency-replayed': 'true' },
  })
})

test('strangers are counted on their address and refused in the shape of the API they called', async () => {
  const stranger = { headers: { 'x-api-key': 'nonsense' }, remoteAddress: '10.0.0.9' }
  for (const url of [`${KLENTY}/lists`, '/api/v1/lists', `${KLENTY}/lists`])
    expect((await send('GET', url, stranger)).status).toBe(401)
  const refused = await send('GET', `${KLENTY}/lists`, stranger)
  expect(refused.status).toBe(429)
  expect(refused.headers).toMatchObject({ 'ratelimit-remaining': '0', 'retry-after': expect.any(String) })
  expect(JSON.parse(refused.text)).toMatchObject({ Status: false, errors: [{ code: 'rate_limited' }] })
  expect(JSON.parse((await send('GET', '/api/v1/lists', stranger)).text).error.code).toBe('rate_limited')
  expect((await send('GET', `${KLENTY}/lists`, { remoteAddress: '10.0.0.9' })).status).toBe(200)
})

const signIn = (password: string, remoteAddress: string) =>
  send('POST', '/api/auth/sign-in/email', {
    body: { email: 'steve@acme.test', password },
    headers: { origin: 'http://localhost', host: 'localhost' },
    remoteAddress,
  })

test('attempts to sign in have a limit of their own, whatever the path looks like', async () => {
  expect((await signIn(PASSWORD, '10.1.0.1')).status).toBe(200)
  expect((await signIn('wrong password', '10.1.0.1')).status).toBe(401)
  expect((await signIn(PASSWORD, '10.1.0.1')).status).toBe(429)
  for (const path of ['//API/auth/Sign-In/email', '/api/auth/%73ign-in/email', '/api/auth//sign-in/social'])
    expect((await send('POST', path, { body: {}, remoteAddress: '10.1.0.1' })).status).toBe(429)
})

test('one key over its limit is refused, another is not', async () => {
  const { apiKey } = await app.accounts.createApiKey({ companyId: steve.companyId, userId: steve.userId })
  const headers = { 'x-api-key': apiKey }
  for (let number = 0; number < 40; number += 1)
    expect((await send('GET', `${KLENTY}/lists`, { headers })).status).toBe(200)
  expect((await send('GET', `${KLENTY}/lists`, { headers })).status).toBe(429)
  expect((await send('GET', `${KLENTY}/lists`)).status).toBe(200)
})

test('no secret enters the log, and every line of a request names it', async () => {
  lines.length = 0
  const secrets = [
    PASSWORD,
    steve.apiKey,
    steve.apiKey.slice(-32),
    'smtp-hunter2',
    'imap-hunter2',
    'The-body-of-a-mail',
  ]
  await signIn(PASSWORD, '10.2.0.1')
  const server1 = { host: 'smtp.acme.test', port: 587, security: 'starttls', username: 'steve' }
  await send('POST', '/api/v1/mailboxes', {
    body: {
      address: 'steve@acme.test',
      smtp: { ...server1, password: 'smtp-hunter2' },
      imap: { ...server1, password: 'imap-hunter2' },
    },
  })
  await send('POST', '/api/v1/templates', { body: { name: 'x', body: 'The-body-of-a-mail' } })
  await send('POST', `${KLENTY}/prospects`, { body: { Email: 'x', FirstName: 'The-body-of-a-mail' } })
  // The table is gone: the database's words about what it was asked are logged.
  await app.db.query('ALTER TABLE lists RENAME TO lists_away')
  const broken = await send('POST', `${KLENTY}/prospects`, {
    body: { Email: 'carl@example.com', FirstName: 'The-body-of-a-mail' },
  })
  await app.db.query('ALTER TABLE lists_away RENAME TO lists')
  expect(broken.status).toBe(500)
  const logged = lines.join('')
  expect(logged).toContain('a request failed')
  for (const secret of secrets) expect(logged).not.toContain(secret)
  for (const line of lines) expect(JSON.parse(line)).toHaveProperty('requestId')
  const failed = lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'a request failed')
  expect(failed.requestId).toBe(broken.headers['x-request-id'])
})

test('the page of both APIs brings everything itself, under a strict policy', async () => {
  const page = await send('GET', '/api/docs')
  expect(page.status).toBe(200)
  expect(page.headers['content-security-policy']).toMatch(
    /^default-src 'none'; script-src 'self'; style-src 'self';/,
  )
  const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url = '']) => url)
  expect(files.length).toBeGreaterThan(5)
  for (const file of files) {
    expect(file).toMatch(/^\/api\/docs\/static\//)
    expect((await send('GET', file)).status).toBe(200)
  }
  const start = await send('GET', '/api/docs/static/swagger-initializer.js')
  for (const url of ['/apis/openapi.json', '/api/v1/openapi.json']) {
    expect(start.text).toContain(url)
    expect(JSON.parse((await send('GET', url)).text).openapi).toBe('3.1.0')
  }
})
