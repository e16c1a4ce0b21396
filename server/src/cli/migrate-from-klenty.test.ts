import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addPeople, type Installation, openInstallation } from '#modules/klenty-moves/moves-scene.ts'
import { runCommandLine } from './run-command-line.ts'

const MAIN = join(import.meta.dirname, '../main.ts')

let source: Installation
let target: Installation
let key: string
const lines: string[] = []
beforeAll(async () => {
  const collect = (text: unknown) => void lines.push(String(text))
  vi.spyOn(console, 'log').mockImplementation(collect)
  vi.spyOn(console, 'error').mockImplementation(collect)
  source = await openInstallation()
  target = await openInstallation()
  key = await source.keyOf('2017')
  await addPeople(
    source,
    Array.from({ length: 400 }, (_, index) => ({ Email: `p${index}@big.test`, List: 'Big' })),
  )
  await source.app.prospects.unsubscribeProspect({
    ...{ companyId: source.steve.companyId, userId: source.steve.userId, ref: 'p7@big.test', source: 'api' },
  })
})
afterAll(async () => {
  vi.restoreAllMocks()
  await source.close()
  await target.close()
})

const args = (...more: string[]) => [
  ...['--data-dir', target.dataDir, '--database-url', target.databaseUrl],
  ...['migrate-from-klenty', '--from', source.url, '--user', 'steve@acme.test', ...more],
]
const run = async (...more: string[]) => {
  lines.length = 0
  const code = await runCommandLine(args(...more))
  return { code, text: lines.join('\n') }
}

test('without a key it says where to put it', async () => {
  expect(await run()).toEqual({
    code: 1,
    text: 'The API key is missing. Set KLENTY_API_KEY, or give --key.',
  })
})

test('a killed move goes on when the command is given again, and each prospect counts once', async () => {
  const env = { KLENTY_API_KEY: key }
  const child = spawn(process.execPath, [MAIN, ...args()], { stdio: 'ignore', env })
  const closed = once(child, 'close')
  const begun = async () => {
    const { rows } = await target.db.query('SELECT FROM klenty_moves WHERE added > 0')
    return rows.length > 0 || child.exitCode !== null
  }
  await vi.waitUntil(begun, { timeout: 50_000, interval: 5 })
  child.kill('SIGKILL')
  expect((await closed)[1]).toBe('SIGKILL')

  const { code, text } = await run('--key', key, '--json')
  const report = JSON.parse(text)
  expect({ code, ...report }).toMatchObject({
    ...{ code: 0, people: 400, added: 400, updated: 0, skipped: 0, repeated: 0, rejected: 0, suppressed: 1 },
    ...{ lists: ['default', 'Big'], rejections: [] },
    notMoved: expect.arrayContaining([{ what: 'tags', why: expect.any(String) }]),
  })
  expect(report.resumedAt).toBeGreaterThan(0)
  const { rows } = await target.db.query('SELECT count(*) FROM prospects')
  expect(rows).toEqual([{ count: 400 }])
})

test('prints a report for people', async () => {
  const { code, text } = await run('--key', key, '--on-existing', 'skip')
  expect(code).toBe(0)
  expect(text).toContain('2 lists, 400 prospects.')
  expect(text).toContain('added 0, updated 0, skipped 400, repeated 0, rejected 0')
  expect(text).toContain('1 of them may not be mailed')
  expect(text).toContain('Not moved:')
})
