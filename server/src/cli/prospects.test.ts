import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Database } from '#platform/db/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { runCommandLine } from './run-command-line.ts'

const MAIN = join(import.meta.dirname, '../main.ts')

let db: Database
let url: string
let drop: () => Promise<void>
let folder: string
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(print)
  vi.spyOn(console, 'error').mockImplementation(print)
  ;({ db, url, drop } = await createTestDatabase())
  folder = await mkdtemp(join(tmpdir(), 'prospects-'))
  await run('user', 'add', '--company', 'Acme', '--email', 'steve@acme.test')
})
afterAll(async () => {
  vi.restoreAllMocks()
  await drop()
  await rm(folder, { recursive: true })
})

const lines: string[] = []
const print = (text: unknown) => void lines.push(String(text))

/** The words that choose the installation, and those of the command. */
const args = (...words: string[]) => ['--data-dir', join(folder, 'data'), '--database-url', url, ...words]

const run = async (...words: string[]): Promise<{ code: number; text: string }> => {
  lines.length = 0
  const code = await runCommandLine(args(...words))
  return { code, text: lines.join('\n') }
}

const file = async (name: string, content: string): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const importing = (path: string, ...more: string[]) => [
  ...['prospects', 'import', path, '--user', 'steve@acme.test', '--list', 'Fair'],
  ...more,
]
const importJson = async (path: string, ...more: string[]) => {
  const { code, text } = await run(...importing(path, '--json', ...more))
  return { code, ...JSON.parse(text) }
}

describe('prospects import', () => {
  test('says what became of the rows, and writes the rejected ones beside the file', async () => {
    const path = await file(
      'people.csv',
      'Mail,Job,Note\nann@example.com,CEO,x\nbad,CTO,=1+1\nANN@example.com,CFO,y\n',
    )
    const first = await run(...importing(path, '--map', 'Job=Title', '--map', 'Note=-'))
    expect(first.code).toBe(0)
    expect(first.text).toContain('added 1, updated 0, skipped 0, rejected 1, repeated 1')
    expect(first.text).toContain('Mail → Email, Job → Title')
    expect(first.text).toContain('Left out: Note.')
    const rejected = join(folder, 'people.rejected.csv')
    expect(first.text).toContain(rejected)
    expect(await readFile(rejected, 'utf8')).toContain(
      `"2","Email is not a valid mail address: it has no @.","bad","CTO","'=1+1"`,
    )
    expect(await importJson(path, '--on-existing', 'skip', '--map', 'Job=Title')).toMatchObject({
      ...{ code: 0, list: 'Fair', rows: 3, added: 0, updated: 0, skipped: 1, rejected: 1, repeated: 1 },
      ...{ resumedAt: null, rejectedFile: rejected, warnings: [] },
    })
  })

  test('prints the rejected rows again, and says so where they cannot be written', async () => {
    const path = await file('full.csv', 'Email\nbad\n')
    await mkdir(join(folder, 'full.rejected.csv'))
    const { code, importId, rejectedFile, warnings } = await importJson(path)
    expect({ code, rejectedFile }).toEqual({ code: 0, rejectedFile: null })
    expect(warnings).toEqual([expect.stringContaining(`cadenza prospects rejected ${importId}`)])
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    await run('prospects', 'rejected', importId, '--user', 'steve@acme.test')
    const printed = written.mock.calls.join('')
    written.mockRestore()
    expect(printed).toContain('"bad"')
  })

  test.each([
    ['Emial\nann@example.com', [], 'mapping', '--map "Emial=Email"'],
    ['Email\nann@example.com', ['--map', 'Email'], '--map', 'must name a column and a field'],
    ['Email\nann@example.com', ['--on-existing', 'drop'], '--on-existing', 'one of update, skip'],
    ['', [], 'file', 'The file is empty'],
  ])('refuses %j %j', async (content, more, field, message) => {
    const { code, error } = await importJson(await file('wrong.csv', content), ...more)
    expect({ code, error }).toEqual({
      code: 1,
      error: { code: 'invalid_input', field, message: expect.stringContaining(message) },
    })
  })

  test('a killed import goes on when the command is given again', async () => {
    const people = Array.from({ length: 6_000 }, (_, index) => `p${index}@killed.test,P${index}`)
    const path = await file('killed.csv', ['Email,FirstName', ...people].join('\n'))
    const child = spawn(process.execPath, [MAIN, ...args(...importing(path))], { stdio: 'ignore' })
    const closed = once(child, 'close')
    const begun = async () => {
      const { rows } = await db.query("SELECT FROM imports WHERE file_name = 'killed.csv' AND checkpoint > 0")
      return rows.length > 0 || child.exitCode !== null
    }
    await vi.waitUntil(begun, { timeout: 50_000, interval: 10 })
    child.kill('SIGKILL')
    expect((await closed)[1]).toBe('SIGKILL')
    const done = await importJson(path)
    expect(done).toMatchObject({ code: 0, rows: 6_000, added: 6_000, updated: 0, rejected: 0, repeated: 0 })
    expect(done.resumedAt).toBeGreaterThan(0)
    const { rows } = await db.query<{ count: number }>(
      "SELECT count(*) FROM prospects WHERE domain = 'killed.test'",
    )
    expect(rows[0]?.count).toBe(6_000)
  })
})

describe('prospects start', () => {
  const CADENCE = 'name: Hello\nsteps:\n  - mail: [{ subject: Hi, body: "Hi {{ FirstName }}" }]\n'
  const start = (...more: string[]) =>
    run('prospects', 'start', '--user', 'steve@acme.test', '--list', 'Trade', '--cadence', 'Hello', ...more)

  test('starts the list, and says who was not started and why', async () => {
    const people = Array.from({ length: 1_202 }, (_, index) => `t${index}@trade.test,T`)
    const path = await file('trade.csv', ['Email,FirstName', ...people].join('\n'))
    await run('prospects', 'import', path, '--user', 'steve@acme.test', '--list', 'Trade')
    await run('cadence', 'import', await file('hello.yaml', CADENCE), '--user', 'steve@acme.test')
    await db.query(
      "UPDATE prospects SET status = 'unsubscribed', suppressed_by = 'unsubscribed' WHERE email IN ('t7@trade.test', 't8@trade.test')",
    )
    const first = JSON.parse((await start('--json')).text)
    expect(first).toEqual({
      ...{ list: 'Trade', cadence: 'Hello', prospects: 1_202, started: 1_200 },
      outcomes: expect.arrayContaining([
        { outcome: 'started', reason: null, prospects: 1_200 },
        { outcome: 'not_allowed', reason: expect.stringContaining('unsubscribed'), prospects: 2 },
      ]),
    })
    const again = await start()
    expect(again.code).toBe(0)
    expect(again.text).toContain('Started 0 of the 1202 prospects of “Trade” in “Hello”.')
    expect(again.text).toMatch(/not started: 1200 +The prospect is already in “Hello”/)
  })

  test('refuses a list or a cadence that does not exist', async () => {
    const base = ['prospects', 'start', '--user', 'steve@acme.test']
    expect(await run(...base, '--list', 'None', '--cadence', 'Hello')).toMatchObject({
      code: 1,
      text: 'There is no list “None”.',
    })
    expect(await run(...base, '--list', 'Fair', '--cadence', 'None')).toMatchObject({
      code: 1,
      text: expect.stringContaining('None'),
    })
  })
})
