import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Database } from '../server/src/platform/db/index.ts'
import { createTestDatabase } from '../server/test/database.ts'
import { type ServerProcess, startServerProcess } from './cadenza-process.ts'
import { commandHere } from './command-here.ts'
import { type SmtpSink, startSmtpSink } from './smtp-sink.ts'

const PEOPLE = 200
const CONNECTIONS = 4
const USER = 'ann@acme.test'
const CADENCE = `
name: One mail
window: 00:00-00:00
days: mon-sun
steps:
  - mail: { template: Only, subject: Hello, body: Hello }
`

// Servers are processes of their own here.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let db: Database
let drop: () => Promise<void>
let dataDir: string
let sink: SmtpSink
let server: ServerProcess | undefined
let surroundings: { env: { DATABASE_URL: string; DATA_DIR: string; PORT: string } }

beforeEach(async () => {
  const database = await createTestDatabase()
  db = database.db
  drop = database.drop
  dataDir = await mkdtemp(join(tmpdir(), 'cadenza-e2e-'))
  sink = await startSmtpSink({ delay: 30 })
  surroundings = { env: { DATABASE_URL: database.url, DATA_DIR: dataDir, PORT: '0' } }
  const run = (...args: string[]) => commandHere([...args, '--user', USER], surroundings)
  await commandHere(['user', 'add', '--company', 'Acme', '--email', USER], surroundings)
  await run(
    ...[
      'mailbox',
      'add',
      '--from',
      USER,
      '--smtp',
      sink.url,
      '--no-check',
      '--min-gap',
      '0',
      '--max-gap',
      '0',
    ],
    ...['--connections', String(CONNECTIONS)],
  )
  await writeFile(join(dataDir, 'cadence.yaml'), CADENCE)
  await run('cadence', 'import', join(dataDir, 'cadence.yaml'))
  const rows = Array.from({ length: PEOPLE }, (_, n) => `person${n}@example.test`)
  await writeFile(join(dataDir, 'people.csv'), `Email\n${rows.join('\n')}\n`)
  await run('prospects', 'import', join(dataDir, 'people.csv'), '--list', 'all')
  await run('prospects', 'start', '--list', 'all', '--cadence', 'One mail')
})
afterEach(async () => {
  await server?.end('SIGKILL')
  server = undefined
  await sink.close()
  await rm(dataDir, { recursive: true, force: true })
  await drop()
})

const startServer = async () => {
  server = await startServerProcess([], surroundings)
  return server
}
const accepted = (count: number) =>
  vi.waitUntil(() => sink.accepted.length >= count, { timeout: 60_000, interval: 20 })
const inState = async (...states: string[]) => {
  const { rowCount } = await db.query('SELECT 1 FROM messages WHERE state = ANY($1)', [states])
  return rowCount
}

test('Ctrl-C while mails leave: every mail on its way gets its answer, the next start sends the rest once', async () => {
  const first = await startServer()
  await accepted(20)
  server = undefined
  expect(await first.end('SIGINT')).toBe(0)
  expect(sink.accepted.length).toBeLessThan(PEOPLE)
  expect(await inState('sending', 'uncertain')).toBe(0)
  expect(await inState('sent')).toBe(sink.accepted.length)

  await startServer()
  await accepted(PEOPLE)
  expect(new Set(sink.accepted).size).toBe(PEOPLE)
  expect(sink.accepted).toHaveLength(PEOPLE)
})

test('a kill leaves no more doubts than connections, and nothing is sent twice', async () => {
  const first = await startServer()
  await accepted(20)
  server = undefined
  await first.end('SIGKILL')
  const doubtful = await inState('sending')
  expect(doubtful).toBeLessThanOrEqual(CONNECTIONS)

  // Nobody sends for a mailbox before the lease of the dead process has ended, a minute after its last sign of life: let that be over.
  for (const table of ['processes', 'mailbox_leases'])
    await db.query(`UPDATE ${table} SET lease_until = lease_until - interval '1 minute'`)
  await startServer()
  const others = PEOPLE - doubtful
  await vi.waitUntil(async () => (await inState('sent')) >= others, { timeout: 60_000, interval: 100 })
  expect(new Set(sink.accepted).size).toBe(sink.accepted.length)
})
