import { afterEach, expect, test } from 'vitest'
import { AppError } from '#platform/errors/index.ts'
import { createHttpServer, type HttpServer } from '#platform/http/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { type CallLimitSettings, createCallLimits } from './index.ts'

const open: HttpServer[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

/** A server whose callers are known by the header `x-key`, if it begins with `good`. */
const build = (
  settings: Partial<CallLimitSettings> = {},
  { trustedProxies = 0 }: { trustedProxies?: number } = {},
) => {
  const server = createHttpServer({ log: silentLog(), ready: async () => {}, trustedProxies })
  open.push(server)
  const limits = createCallLimits(server, {
    settings: { perKey: 3, perAddress: 2, signIn: 1, ...settings },
    callerOf: (request) => String(request.headers['x-key']),
  })
  server.register(async (routes: HttpServer) => {
    const identify = limits.around(async (request) => {
      if (!String(request.headers['x-key']).startsWith('good'))
        throw new AppError({ code: 'unauthorized', message: 'who are you' })
    })
    routes.get('/do', { onRequest: identify }, async () => ({}))
    routes.post('/sign-in', { onRequest: limits.signIn }, async () => ({}))
  })
  const ask = async (key: string, headers: Record<string, string> = {}, remoteAddress = '10.0.0.1') => {
    const answer = await server.inject({ url: '/do', headers: { 'x-key': key, ...headers }, remoteAddress })
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
  }
  const statuses = async (count: number, ...request: Parameters<typeof ask>): Promise<number[]> => {
    const all: number[] = []
    for (let number = 0; number < count; number += 1) all.push((await ask(...request)).status)
    return all
  }
  return { server, ask, statuses }
}

test('every counted answer says what is left, and a refused one when to come back', async () => {
  const { ask } = build()
  const first = await ask('good-1')
  expect(first.headers).toMatchObject({ 'ratelimit-limit': '3', 'ratelimit-remaining': '2' })
  expect(Number(first.headers['ratelimit-reset'])).toBeLessThanOrEqual(60)
  await ask('good-1')
  await ask('good-1')
  const refused = await ask('good-1')
  expect(refused.status).toBe(429)
  expect(refused.headers).toMatchObject({ 'ratelimit-limit': '3', 'ratelimit-remaining': '0' })
  expect(refused.headers['retry-after']).toBe(refused.headers['ratelimit-reset'])
  expect(refused.body.error).toMatchObject({
    code: 'rate_limited',
    message: expect.stringMatching(
      /^There were more than 3 requests with this key within a minute\. Wait \d+ seconds? and/,
    ),
  })
})

test('keys are counted apart', async () => {
  const { statuses } = build()
  expect(await statuses(4, 'good-1')).toEqual([200, 200, 200, 429])
  expect(await statuses(1, 'good-2')).toEqual([200])
})

test('bad keys are counted on the address, whatever they are, and stand in nobody else’s way', async () => {
  const { statuses } = build()
  expect([...(await statuses(1, 'bad-1')), ...(await statuses(1, 'bad-2'))]).toEqual([401, 401])
  expect(await statuses(1, 'bad-3')).toEqual([429])
  expect(await statuses(1, 'good-1')).toEqual([200])
  expect(await statuses(1, 'bad-1', {}, '10.0.0.2')).toEqual([401])
})

test('addresses of one IPv6 network are one', async () => {
  const { statuses } = build()
  for (const host of ['1', '2']) expect(await statuses(1, 'bad', {}, `2001:db8::${host}`)).toEqual([401])
  expect(await statuses(1, 'bad', {}, '2001:db8::3')).toEqual([429])
})

test('nobody gets a new address by claiming one; behind a proxy its word counts, and only its own', async () => {
  const claimed = (address: string) => ({ 'x-forwarded-for': address })
  const direct = build()
  for (const expected of [401, 401, 429])
    expect(await direct.statuses(1, 'bad', claimed(`1.1.1.${expected}`))).toEqual([expected])
  const behind = build({}, { trustedProxies: 1 })
  for (const last of ['7.7.7.7', '8.8.8.8'])
    expect(await behind.statuses(2, 'bad', claimed(`1.1.1.1, ${last}`))).toEqual([401, 401])
  expect(await behind.statuses(1, 'bad', claimed('9.9.9.9, 7.7.7.7'))).toEqual([429])
})

test('attempts to sign in have a limit of their own', async () => {
  const { server } = build()
  const signIn = async () => (await server.inject({ method: 'POST', url: '/sign-in' })).statusCode
  expect([await signIn(), await signIn()]).toEqual([200, 429])
})

test('0 is no limit', async () => {
  const { statuses } = build({ perKey: 0, perAddress: 0 })
  expect(await statuses(9, 'good')).toEqual(Array(9).fill(200))
  expect(await statuses(9, 'bad')).toEqual(Array(9).fill(401))
})
