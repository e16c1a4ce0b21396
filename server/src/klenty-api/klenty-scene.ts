import { createAccounts, prepareCallers } from '#modules/accounts/index.ts'
import { createCalls } from '#modules/calls/index.ts'
import { createEvents } from '#modules/events/index.ts'
import { createIdempotency } from '#modules/idempotency/index.ts'
import { createProspects } from '#modules/prospects/index.ts'
import { createReports } from '#modules/reports/index.ts'
import { createSequences } from '#modules/sequences/index.ts'
import { createWebhooks } from '#modules/webhooks/index.ts'
import { type ManualClock, manualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { createHttpServer, type HttpServer } from '#platform/http/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { addKlentyApi, type EnginePort, klentyFailureShape, type StartOutcome } from './index.ts'

/** An engine that writes down what it is asked, and answers what it was told to. */
export type FakeEngine = EnginePort & {
  calls: { name: string; input: object }[]
  nextStart: (prospectId: string) => StartOutcome
  status: Awaited<ReturnType<EnginePort['cadenceStatusOf']>>
}

const fakeEngine = (): FakeEngine => {
  const calls: FakeEngine['calls'] = []
  const count =
    (name: string) =>
    async (input: object): Promise<number> => {
      calls.push({ name, input })
      return 1
    }
  const engine: FakeEngine = {
    calls,
    nextStart: (prospectId) => ({ prospectId, outcome: 'started' }),
    status: null,
    start: async (input) => {
      calls.push({ name: 'start', input })
      return input.prospectIds.map((id) => engine.nextStart(id))
    },
    stop: count('stop'),
    stopMails: count('stopMails'),
    resume: count('resume'),
    cadenceStatusOf: async () => engine.status,
  }
  return engine
}

const METHODS = ['GET', 'POST'] as const
const BASE = '/apis/v1/user/:username'

export type KlentyScene = Awaited<ReturnType<typeof klentyScene>>

/** The API over real accounts, prospects and sequences, with a company Klenty and its user hello@klenty.com. */
export const klentyScene = async (db: Database) => {
  const clock: ManualClock = manualClock(new Date('2026-03-02T09:00:00Z'))
  const newId = createIds({ clock })
  const log = silentLog()
  const reports = createReports({ db, clock, newId })
  const events = createEvents({ db, newId, listeners: [reports.recordDeltas] })
  const prospects = createProspects({
    db,
    clock,
    newId,
    events,
    ports: {
      onProspectsChanged: async () => {},
      onSuppressed: async () => {},
      onProspectsDeleted: async () => {},
    },
  })
  const accounts = createAccounts({
    db,
    clock,
    newId,
    log,
    secrets: createSecrets('a key for tests that is long enough'),
    publicUrl: undefined,
    sendLetter: async () => false,
    noteSignIn: async () => {},
    handOver: async () => {},
    onCompanyCreated: async (tx, company) => {
      await prospects.createList({ tx, ...company, name: 'default' })
    },
  })
  const sequences = createSequences({
    db,
    clock,
    newId,
    mailboxes: { mailboxIdsByAddress: async () => new Map(), mailboxAddresses: async () => new Map() },
    notify: async () => {},
    onPublished: async () => {},
    onStateChanged: async () => {},
  })
  const engine = fakeEngine()
  const calls = createCalls({
    db,
    clock,
    newId,
    secrets: createSecrets('a key for tests that is long enough'),
    publicUrl: undefined,
    fetch: () => Promise.reject(new Error('no provider is reached')),
    appendEvents: events.appendEvents,
    markContacted: (tx, input) => prospects.markProspects(tx, { ...input, status: 'contacted' }),
    taskOf: () => Promise.reject(new Error('no task is looked up')),
  })
  const webhooks = createWebhooks({
    db,
    clock,
    newId,
    random: () => 0.5,
    log,
    secrets: createSecrets('a key for tests that is long enough'),
    lookup: (_host, _options, callback) => callback(new Error('no names are looked up'), []),
    allowPrivate: false,
    timeout: 1_000,
    ports: {
      notify: accounts.notify,
      appendEvents: events.appendEvents,
      ringCourier: async () => {},
    },
  })
  const server: HttpServer = createHttpServer({
    log,
    ready: async () => {},
    failureShapes: [klentyFailureShape],
    newRequestId: () => 'request',
  })
  prepareCallers(server)
  const idempotency = createIdempotency({
    db,
    clock,
    newId,
    log,
    secrets: createSecrets('a key for tests that is long enough'),
    processId: newId(),
  })
  const routes: { method: 'GET' | 'POST'; path: string }[] = []
  server.addHook('onRoute', ({ method, url }) => {
    const known = METHODS.find((one) => one === method)
    if (known && url.startsWith(BASE)) routes.push({ method: known, path: url.slice(BASE.length) })
  })
  addKlentyApi(server, {
    idempotency,
    clock,
    accounts,
    prospects,
    sequences,
    engine,
    calls,
    webhooks,
    reports,
  })
  const hello = await accounts.addUser({ company: 'Klenty', email: 'hello@klenty.com' })
  const { companyId, userId } = hello

  const call = async (
    method: 'GET' | 'POST',
    path: string,
    options: { body?: unknown; edition?: '2017' | '2023'; key?: string; user?: string } = {},
  ) => {
    const { body, edition = '2017', key = hello.apiKey, user = 'hello@klenty.com' } = options
    const answer = await server.inject({
      method,
      url: `/apis/v1/user/${user}${path}`,
      headers: {
        'x-api-key': key,
        'x-api-edition': edition,
        ...(method === 'POST' && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
  }

  return {
    server,
    /** Every route, its path after the user. */
    routes,
    events,
    reports,
    clock,
    db,
    accounts,
    prospects,
    sequences,
    calls,
    webhooks,
    idempotency,
    engine,
    companyId,
    userId,
    apiKey: hello.apiKey,
    call,
    get: (path: string, options: Parameters<typeof call>[2] = {}) => call('GET', path, options),
    post: (path: string, body?: unknown, options: Parameters<typeof call>[2] = {}) =>
      call('POST', path, { ...options, body: body ?? '' }),
    addCadence: (name: string, options: { publish?: boolean; userId?: string } = {}) =>
      sequences.importCadenceFile({
        companyId,
        userId: options.userId ?? userId,
        text: `name: ${name}\nsteps:\n  - mail:\n      - template: welcome\n        subject: Welcome\n        body: <p>Hello</p>\n`,
        publish: options.publish ?? true,
      }),
  }
}
