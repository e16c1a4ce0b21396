import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fastify } from 'fastify'
import { addKlentyApi, klentyFailureShape } from '../server/src/klenty-api/index.ts'
import { callerOf, createAccounts, prepareCallers } from '../server/src/modules/accounts/index.ts'
import { createEvents } from '../server/src/modules/events/index.ts'
import { createIdempotency } from '../server/src/modules/idempotency/index.ts'
import { createProspects } from '../server/src/modules/prospects/index.ts'
import { createSequences } from '../server/src/modules/sequences/index.ts'
import { systemClock } from '../server/src/platform/clock/index.ts'
import { openDatabaseServer } from '../server/src/platform/db/embedded/index.ts'
import { connectDatabase, type Database, migrate } from '../server/src/platform/db/index.ts'
import { createHttpServer } from '../server/src/platform/http/index.ts'
import { createIds } from '../server/src/platform/ids/index.ts'
import { createLog } from '../server/src/platform/log/index.ts'
import { createCallLimits } from '../server/src/platform/rate-limits/index.ts'
import { createSecrets } from '../server/src/platform/secrets/index.ts'
import { type BenchRow, median, printRows } from './bench-row.ts'
import type { LoadResult, LoadRound } from './load-generator.ts'

const CONNECTIONS = 50
const PROSPECTS = 20_000
const ROUNDS = 5
const READS = 20_000
const WRITES = 8_000

const COLUMNS = [
  ...['company_id', 'id', 'email', 'email_key', 'domain', 'first_name', 'last_name', 'full_name', 'company'],
  ...[
    'title',
    'phone',
    'city',
    'country',
    'list_id',
    'owner_id',
    'created_at',
    'updated_at',
    'last_interaction_at',
  ],
]

/**
 * The limits: a bare Fastify over the same driver, with nothing but one select by primary key, and one insert into a like table (same
 * columns, same indexes).
 */
const bareServer = (db: Database, insertRow: (body: Record<string, string>) => unknown[]) => {
  const server = fastify()
  server.get('/bare', async (request) => {
    const { id } = request.query as { id: string }
    const { rows } = await db.query('SELECT * FROM bench_people WHERE company_id = $1 AND id = $2', ['c', id])
    return rows[0]
  })
  const insert = `INSERT INTO bench_writes (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((_, index) => `$${index + 1}`).join(', ')})`
  server.post('/bare', async (request) => {
    await db.query(insert, insertRow(request.body as Record<string, string>))
    return { Status: true }
  })
  return server
}

/** The API as app.ts builds it, without what these routes never reach. */
const cadenzaServer = (db: Database) => {
  const clock = systemClock()
  const newId = createIds({ clock })
  const log = createLog({ level: 'warn' })
  const prospects = createProspects({
    db,
    clock,
    newId,
    events: createEvents({ db, newId }),
    ports: {
      onProspectsChanged: async () => {},
      onSuppressed: async () => {},
      onProspectsDeleted: async () => {},
    },
  })
  const secrets = createSecrets('a key for benches that is long enough')
  const accounts = createAccounts({
    db,
    clock,
    newId,
    log,
    secrets,
    publicUrl: undefined,
    sendLetter: async () => false,
    noteSignIn: async () => {},
    handOver: async () => {},
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
  const unused = () => Promise.reject(new Error('not part of this bench'))
  const server = createHttpServer({ log, ready: async () => {}, failureShapes: [klentyFailureShape] })
  prepareCallers(server)
  const limits = createCallLimits(server, {
    settings: { perKey: 1_000_000_000, perAddress: 600, signIn: 10 },
    callerOf: (request) => callerOf(request).keyId ?? '',
  })
  const idempotency = createIdempotency({ db, clock, newId, log, secrets, processId: newId() })
  addKlentyApi(server, {
    clock,
    limits,
    idempotency,
    accounts,
    prospects,
    sequences,
    engine: { start: unused, stop: unused, stopMails: unused, resume: unused, cadenceStatusOf: unused },
    calls: { completedCalls: unused },
    webhooks: { addWebhook: unused, listWebhooks: unused, updateWebhook: unused, removeWebhook: unused },
    reports: { cohort: unused, engagement: unused, steps: unused },
  })
  return { server, accounts, prospects, newId }
}

const person = (number: string) => ({
  Email: `person${number}@example.com`,
  FirstName: `First${number}`,
  LastName: `Last${number}`,
  Company: `Company ${Number(number) % 500}`,
  Title: 'Head of Sales',
  Phone: '+49 30 1234567',
  City: 'Berlin',
  Country: 'Germany',
})

const ask = (child: ChildProcess, round: LoadRound): Promise<LoadResult> =>
  new Promise((resolve, reject) => {
    child.once('message', (answer: LoadResult | { error: string }) => {
      if ('error' in answer) return reject(new Error(answer.error))
      const bad = Object.keys(answer.statuses).filter((status) => status !== '200')
      if (bad.length > 0)
        return reject(new Error(`${round.method} ${round.path} answered ${JSON.stringify(answer.statuses)}`))
      resolve(answer)
    })
    child.send(round)
  })

/** Measures ours and the limit in turn, so that a slow moment of the machine strikes both; the ratio is that of the medians. */
const compare = async (
  child: ChildProcess,
  input: { name: string; target: number; ours: LoadRound; limit: LoadRound },
): Promise<BenchRow> => {
  const numbers = { ours: [] as number[], limit: [] as number[] }
  let firstNumber = 1_000_000
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const side of ['limit', 'ours'] as const) {
      firstNumber += input[side].requests
      const { requestsPerSecond } = await ask(child, { ...input[side], firstNumber })
      // The first round warms both up.
      if (round > 0) numbers[side].push(requestsPerSecond)
    }
  }
  const ours = median(numbers.ours)
  const limit = median(numbers.limit)
  return { name: input.name, ours, limit, ratio: ours / limit, target: input.target }
}

const portOf = (server: { server: { address(): unknown } }): number => {
  const address = server.server.address()
  if (typeof address === 'object' && address !== null && 'port' in address) return Number(address.port)
  throw new Error('the server does not listen')
}

/** The two numbers of the public API: requests per second beside a bare server's, over the same database and 50 kept connections. */
export const benchApi = async (): Promise<BenchRow[]> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'cadenza-bench-'))
  const log = createLog({ level: 'warn' })
  const databaseServer = await openDatabaseServer({ dataDir, log })
  const db = connectDatabase({ url: databaseServer.url })
  const child = fork(join(import.meta.dirname, 'load-generator.ts'))
  const cadenza = cadenzaServer(db)
  try {
    await migrate({ db, directory: join(import.meta.dirname, '../server/migrations') })
    const { companyId, userId, apiKey } = await cadenza.accounts.addUser({
      company: 'Bench',
      email: 'bench@example.com',
    })
    const { id: listId } = await cadenza.prospects.createList({ companyId, userId, name: 'default' })
    for (let first = 0; first < PROSPECTS; first += 100)
      await cadenza.prospects.upsertProspects({
        companyId,
        userId,
        source: 'api',
        inputs: Array.from({ length: 100 }, (_, index) => person(String(first + index))),
      })
    await db.query(`CREATE TABLE bench_people (LIKE prospects INCLUDING ALL)`)
    await db.query(`INSERT INTO bench_people SELECT * FROM prospects`)
    await db.query(`WITH n AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM bench_people)
      UPDATE bench_people p SET company_id = 'c', id = n.n::text FROM n WHERE n.id = p.id`)
    await db.query(`CREATE TABLE bench_writes (LIKE prospects INCLUDING ALL)`)
    await db.query(`INSERT INTO bench_writes SELECT * FROM prospects`)
    await db.query('VACUUM ANALYZE')

    const bare = bareServer(db, (body) => {
      const now = new Date()
      const email = body.Email ?? ''
      const domain = email.slice(email.indexOf('@') + 1)
      const id = cadenza.newId()
      return [
        ...[companyId, id, email, email.toLowerCase(), domain, body.FirstName, body.LastName],
        ...[
          `${body.FirstName} ${body.LastName}`,
          body.Company,
          body.Title,
          body.Phone,
          body.City,
          body.Country,
        ],
        ...[listId, userId, now, now, now],
      ]
    })
    await bare.listen({ port: 0, host: '127.0.0.1' })
    await cadenza.server.listen({ port: 0, host: '127.0.0.1' })
    const headers = { 'x-api-key': apiKey, 'content-type': 'application/json' }
    const base = { headers, connections: CONNECTIONS, firstNumber: 0, cycle: PROSPECTS }
    const path = '/apis/v1/user/bench@example.com/prospects'
    const reads = { ...base, method: 'GET', requests: READS } as const
    const body = JSON.stringify({ ...person('0'), Email: 'new{n}@example.com', FirstName: 'First{n}' })
    const writes = { ...base, method: 'POST', requests: WRITES, body } as const
    try {
      return [
        await compare(child, {
          name: 'GET /prospects?Email=',
          target: 0.6,
          ours: { ...reads, port: portOf(cadenza.server), path: `${path}?Email=person{i}@example.com` },
          limit: { ...reads, port: portOf(bare), path: '/bare?id={i}' },
        }),
        await compare(child, {
          name: 'POST /prospects',
          target: 0.5,
          ours: { ...writes, port: portOf(cadenza.server), path },
          limit: { ...writes, port: portOf(bare), path: '/bare' },
        }),
      ]
    } finally {
      await bare.close()
      await cadenza.server.close()
    }
  } finally {
    child.kill()
    await db.close()
    await databaseServer.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.main) printRows(await benchApi())
