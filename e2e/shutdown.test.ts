import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, get, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Database } from '../server/src/platform/db/index.ts'
import { createTestDatabase } from '../server/test/database.ts'
import { cadenzaJson, type ServerProcess, startServerProcess } from './cadenza-process.ts'

const USER = 'ann@acme.test'
const ROWS = 60_000

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

let db: Database
let folder: string
let surroundings: { env: Record<string, string> }
const cleanUp: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cadenza-e2e-'))
  cleanUp.push(() => rm(folder, { recursive: true, force: true }))
  const database = await createTestDatabase()
  db = database.db
  cleanUp.push(database.drop)
  surroundings = { env: { DATABASE_URL: database.url, DATA_DIR: folder, PORT: '0', LOG_FORMAT: 'json' } }
})
afterEach(async () => {
  for (const work of cleanUp.splice(0).reverse()) await work()
})

const start = async (): Promise<ServerProcess> => {
  const server = await startServerProcess([], surroundings)
  cleanUp.push(() => server.end('SIGKILL'))
  return server
}
const until = (holds: () => Promise<boolean>) => vi.waitUntil(holds, { timeout: 120_000, interval: 50 })

test('a server that is told to end does so, whatever is connected or at work, and the next one goes on', async () => {
  const { apiKey } = await cadenzaJson<{ apiKey: string }>(
    ['user', 'add', '--company', 'Acme', '--email', USER],
    surroundings,
  )
  const headers = { 'x-api-key': apiKey }
  const server = await start()
  const call = async (path: string, body: string, type: string) => {
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      ...{ method: 'POST', headers: { ...headers, 'content-type': type }, body },
    })
    const value: { uploadId: string } = JSON.parse(await answer.text())
    return value
  }

  // A connection that is kept alive, one whose request never becomes whole, a scrape, and an import under way.
  const agent = new Agent({ keepAlive: true })
  cleanUp.push(async () => agent.destroy())
  const [metrics] = await once(get(`${server.url}/metrics`, { agent }), 'response')
  expect(metrics.statusCode).toBe(200)
  metrics.resume()
  await once(metrics, 'end')
  const trickling = request(`${server.url}/api/v1/lists`, {
    ...{ method: 'POST', headers: { ...headers, 'content-type': 'application/json', 'content-length': 100 } },
  })
  trickling.on('error', () => {})
  trickling.write('{"name":')
  const csv = `Email\n${Array.from({ length: ROWS }, (_, n) => `p${n}@x.test`).join('\n')}\n`
  const { uploadId } = await call('/imports/uploads', csv, 'text/csv')
  await call('/imports', JSON.stringify({ uploadId, list: 'big', fileName: 'big.csv' }), 'application/json')
  const imported = async () => {
    const { rows } = await db.query<{ state: string; checkpoint: number }>(
      'SELECT state, checkpoint FROM imports',
    )
    return rows[0]
  }
  await until(async () => ((await imported())?.checkpoint ?? 0) > 0)
  expect(await server.end('SIGTERM')).toBe(0)

  const lines = server
    .printed()
    .split('\n')
    .filter((line) => line !== '')
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), msg: expect.any(String) })
  expect(server.printed()).not.toContain(apiKey)

  await start()
  await until(async () => (await imported())?.state === 'done')
  expect((await db.query('SELECT 1 FROM prospects')).rowCount).toBe(ROWS)
})
