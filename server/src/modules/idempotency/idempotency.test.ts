import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Caller, prepareCallers } from '#modules/accounts/index.ts'
import { type ManualClock, manualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { AppError, conflict } from '#platform/errors/index.ts'
import { createHttpServer, type HttpServer } from '#platform/http/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { holdProcessLease } from '#platform/process/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { insertCompany } from '#test/insert-company.ts'
import { createIdempotency, type Idempotency } from './index.ts'

let db: Database
let drop: () => Promise<void>
let company: { companyId: string; userId: string }
let clock: ManualClock
let processId: string
let idempotency: Idempotency
let server: HttpServer
/** What was done, in order. */
let done: string[]
/** What the route `/do` does before it answers. */
let act: (note: string) => Promise<unknown>
beforeAll(async () => {
  const created = await createTestDatabase()
  db = created.db
  drop = created.drop
  company = await insertCompany(db)
})
afterAll(() => drop())

const caller = (keyId: string): Caller => ({
  companyId: company.companyId,
  userId: company.userId,
  email: 'steve@acme.test',
  role: 'rep',
  edition: '2017',
  keyId,
  isCompanyKey: false,
  lacksSecondFactor: false,
})

const build = (given: string): { idempotency: Idempotency; server: HttpServer } => {
  const log = silentLog()
  const newId = createIds({ clock })
  const secrets = createSecrets('a key for tests that is long enough')
  const made = createIdempotency({ db, clock, newId, log, secrets, processId: given })
  const built = createHttpServer({ log, ready: async () => {} })
  prepareCallers(built)
  built.register(async (routes: HttpServer) => {
    routes.addHook('onRequest', async (request) => {
      request.caller = caller(String(request.headers['x-api-key'] ?? 'key-1'))
    })
    made.answerOnce(routes)
    routes.post('/do', async (request, reply) => {
      const { note } = request.body as { note: string }
      done.push(note)
      reply.header('x-ignored-fields', 'Colour')
      return act(note)
    })
    routes.post('/checked', { schema: { body: { type: 'object', required: ['name'] } } }, async () => ({}))
    routes.get('/do', async () => {
      done.push('read')
      return {}
    })
    routes.post('/upload', { config: { readsStream: true } }, async () => ({}))
    routes.post('/nothing', async (_request, reply) => {
      done.push('nothing')
      return reply.code(204).send()
    })
  })
  return { idempotency: made, server: built }
}

beforeEach(async () => {
  clock = manualClock(new Date('2026-03-02T09:00:00Z'))
  processId = createIds({ clock })()
  done = []
  act = async (note) => ({ did: note, secret: 's3cret-token' })
  ;({ idempotency, server } = build(processId))
  await db.query('DELETE FROM idempotency_keys WHERE company_id = $1', [company.companyId])
})
afterEach(() => server.close())

type Send = { key?: string | undefined; note?: string; url?: string; apiKey?: string; to?: HttpServer }
const send = async ({ key = 'k1', note = 'a', url = '/do', apiKey = 'key-1', to = server }: Send = {}) => {
  const answer = await to.inject({
    method: 'POST',
    url,
    headers: { 'idempotency-key': key, 'x-api-key': apiKey },
    payload: { note },
  })
  return {
    status: answer.statusCode,
    text: answer.body,
    code: answer.body === '' ? undefined : answer.json().error?.code,
    replayed: answer.headers['idempotency-replayed'],
    headers: answer.headers,
  }
}

test('a repeat gets the same answer, and nothing happens twice', async () => {
  const first = await send()
  const again = await send()
  expect(first).toMatchObject({ status: 200, replayed: undefined })
  expect(again).toMatchObject({ status: 200, replayed: 'true', text: first.text })
  expect(again.headers).toMatchObject({
    'content-type': first.headers['content-type'],
    'x-ignored-fields': 'Colour',
  })
  expect(done).toEqual(['a'])
})

test('a key in quotes is the same key; another key, and another caller with the same one, are others', async () => {
  await send({ key: 'k1' })
  expect((await send({ key: '"k1"' })).replayed).toBe('true')
  expect((await send({ key: 'k2' })).replayed).toBeUndefined()
  expect((await send({ apiKey: 'key-2' })).replayed).toBeUndefined()
  expect(done).toHaveLength(3)
})

test('an empty answer is repeated as one', async () => {
  expect((await send({ url: '/nothing' })).status).toBe(204)
  expect(await send({ url: '/nothing' })).toMatchObject({ status: 204, text: '', replayed: 'true' })
  expect(done).toEqual(['nothing'])
})

test.each([
  ['another body', { note: 'b' }],
  ['another path', { url: '/do?x=1' }],
])('the same key with %s is a 422', async (_name, change) => {
  await send()
  expect(await send(change)).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
  expect(done).toEqual(['a'])
  expect((await send()).replayed).toBe('true')
})

test('a refusal is an answer too; it is repeated', async () => {
  act = async () => {
    throw conflict('It is taken.', 'note')
  }
  const first = await send()
  act = async () => ({})
  expect(await send()).toMatchObject({ status: 409, text: first.text, replayed: 'true' })
  expect(done).toEqual(['a'])
})

test.each([
  ['a defect', new Error('broken'), 500],
  ['an outage', new AppError({ code: 'unavailable', message: 'later' }), 503],
  ['a rate limit', new AppError({ code: 'rate_limited', message: 'slowly' }), 429],
])('%s is not kept: the next one is carried out', async (_name, error, status) => {
  act = async () => {
    throw error
  }
  expect((await send()).status).toBe(status)
  act = async () => ({})
  expect(await send()).toMatchObject({ status: 200, replayed: undefined })
  expect(done).toEqual(['a', 'a'])
})

test('what its schema refuses holds no key', async () => {
  expect((await send({ url: '/checked' })).status).toBe(400)
  expect((await send()).status).toBe(200)
})

test('while the first runs, a repeat is a 409 that says when to come back', async () => {
  let finish = () => {}
  let begun = () => {}
  const began = new Promise<void>((resolve) => {
    begun = resolve
  })
  act = () => {
    begun()
    return new Promise<object>((resolve) => {
      finish = () => resolve({ late: true })
    })
  }
  const first = send()
  await began
  const meanwhile = await send()
  expect(meanwhile).toMatchObject({ status: 409, code: 'idempotency_in_progress' })
  expect(meanwhile.headers['retry-after']).toBe('1')
  finish()
  expect((await first).text).toBe('{"late":true}')
  expect(await send()).toMatchObject({ text: '{"late":true}', replayed: 'true' })
  expect(done).toEqual(['a'])
})

test('of many that come together one is carried out', async () => {
  act = async () => {
    await pause(5)
    return { once: true }
  }
  const answers = await Promise.all(Array.from({ length: 30 }, () => send()))
  expect(done).toEqual(['a'])
  expect(answers.filter(({ status, replayed }) => status === 200 && replayed === undefined)).toHaveLength(1)
  for (const { status, replayed, code } of answers)
    expect(status === 200 ? [undefined, 'true'] : ['idempotency_in_progress']).toContain(
      status === 200 ? replayed : code,
    )
})

test('a first of another process: under way while that lives, never run again when it died', async () => {
  act = () => new Promise(() => {})
  const otherId = createIds({ clock })()
  const other = build(otherId)
  const lease = await holdProcessLease({
    db,
    clock,
    log: silentLog(),
    processId: otherId,
    roles: ['api'],
  })
  void send({ to: other.server })
  await expect.poll(() => done).toEqual(['a'])
  expect(await send()).toMatchObject({ status: 409, code: 'idempotency_in_progress' })
  await lease.release()
  const dead = await send()
  expect(dead).toMatchObject({ status: 409, code: 'idempotency_outcome_unknown' })
  expect(dead.text).toMatch(/2026-03-02T09:00:00.000Z.*send it with a new key/)
  expect(done).toEqual(['a'])
})

test('a caller who went away finds the answer when he comes back', async () => {
  let finish = () => {}
  act = () =>
    new Promise<object>((resolve) => {
      finish = () => resolve({ late: true })
    })
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  const gone = new AbortController()
  const headers = { 'idempotency-key': 'k1', 'content-type': 'application/json' }
  const request = fetch(`${url}/do`, {
    method: 'POST',
    headers,
    body: '{"note":"a"}',
    signal: gone.signal,
  }).catch(() => 'gone')
  await expect.poll(() => done).toEqual(['a'])
  gone.abort()
  expect(await request).toBe('gone')
  finish()
  await expect.poll(async () => (await send()).replayed).toBe('true')
  expect(done).toEqual(['a'])
})

test('keys are kept for 24 hours, then forgotten', async () => {
  await send()
  clock.moveTo(new Date('2026-03-03T09:00:00Z'))
  expect((await send()).replayed).toBe('true')
  expect(await idempotency.prune()).toBe(0)
  clock.moveTo(new Date('2026-03-03T09:00:01Z'))
  expect(await send()).toMatchObject({ replayed: undefined })
  expect(done).toEqual(['a', 'a'])
  clock.moveTo(new Date('2026-03-05T09:00:00Z'))
  expect(await idempotency.prune()).toBe(1)
})

test.each(['', ' ', 'ü', 'x'.repeat(256)])('the key %j is refused by name', async (key) => {
  const answer = await send({ key })
  expect(answer.status).toBe(400)
  expect(answer.text).toContain('"field":"Idempotency-Key"')
  expect(done).toEqual([])
})

test('an upload takes none', async () => {
  expect((await send({ url: '/upload' })).text).toContain('An upload takes no Idempotency-Key')
})

test('reads and requests without a key leave nothing behind', async () => {
  await server.inject({ method: 'GET', url: '/do', headers: { 'idempotency-key': 'k1' } })
  await server.inject({ method: 'POST', url: '/do', payload: { note: 'plain' } })
  expect(await storedRows()).toEqual([])
})

test('answers and what was asked are stored so that a reader of the database learns nothing', async () => {
  await send({ note: 'hunter2' })
  const [row = ''] = await storedRows()
  expect(row).toContain('k1')
  expect(row).not.toMatch(/hunter2|s3cret/)
})

const storedRows = async (): Promise<string[]> => {
  const { rows } = await db.query<{ row: string }>(
    'SELECT idempotency_keys::text AS row FROM idempotency_keys WHERE company_id = $1',
    [company.companyId],
  )
  return rows.map(({ row }) => row)
}
