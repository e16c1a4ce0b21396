import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { insertProspects } from '#test/insert-company.ts'
import { runCommandLine } from './run-command-line.ts'

const STEVE = ['--user', 'steve@acme.test']

let database: Awaited<ReturnType<typeof createTestDatabase>>
let folder: string
let companyId: string
let prospectId: string
let steveId: string
const lines: string[] = []
const print = (text: unknown) => void lines.push(String(text))

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(print)
  vi.spyOn(console, 'error').mockImplementation(print)
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'calls-'))
  await run('user', 'add', '--company', 'Acme', '--email', 'steve@acme.test')
  await run('user', 'add', '--company', 'Acme', '--email', 'jane@acme.test')
  const { rows } = await database.db.query<{ company_id: string; user_id: string }>(
    `SELECT company_id, user_id FROM memberships WHERE email = 'steve@acme.test'`,
  )
  companyId = rows[0]?.company_id ?? ''
  steveId = rows[0]?.user_id ?? ''
  const ids = await insertProspects(database.db, { companyId, ownerId: steveId, emails: ['ann@x.test'] })
  prospectId = ids[0] ?? ''
  await database.db.query(`UPDATE prospects SET phone = '+1 415 555 0123' WHERE id = $1`, [prospectId])
})
afterAll(async () => {
  vi.restoreAllMocks()
  await database.drop()
  await rm(folder, { recursive: true })
})

const run = async (...words: string[]): Promise<{ code: number; text: string }> => {
  lines.length = 0
  const code = await runCommandLine([
    ...['--data-dir', join(folder, 'data'), '--database-url', database.url],
    ...words,
  ])
  return { code, text: lines.join('\n') }
}
const json = async (...words: string[]) => JSON.parse((await run(...words, ...STEVE, '--json')).text)
const addTask = async (title: string, kind = 'call'): Promise<string> => {
  const id = Buffer.from(title.padEnd(12, '.')).toString('hex')
  await database.db.query(
    `INSERT INTO tasks (company_id, id, kind, state, prospect_id, assignee_id, title, due_at, created_at)
     VALUES ($1, $2, $3, 'open', $4, $5, $6, '2026-01-01T08:00Z', '2026-01-01T08:00Z')`,
    [companyId, id, kind, prospectId, steveId, title],
  )
  return id
}

test('calls are logged, dialled and listed', async () => {
  const logged = await json(
    ...['call', 'log', '--prospect', 'ann@x.test', '--disposition', 'voice_mail'],
    ...['--duration', '15', '--notes', 'Left my number', '--at', '2026-01-05T10:00'],
  )
  expect(logged).toMatchObject({
    disposition: 'voice_mail',
    durationSeconds: 15,
    startedAt: '2026-01-05T10:00:00.000Z',
    toNumber: '+1 415 555 0123',
  })
  expect((await run('call', 'dial', '--prospect', 'ann@x.test', ...STEVE)).text).toBe('tel:+14155550123')
  expect(await json('call', 'list')).toMatchObject([{ state: 'open' }, { id: logged.id }])
  const { text } = await run('call', 'list', '--prospect', 'ann@x.test', ...STEVE)
  expect(text).toMatch(/2026-01-05 10:00 +steve@acme\.test +ann@x\.test +\+1 415 555 0123 +voice_mail +15/)
})

test.each([
  [['--prospect', 'bob@x.test', '--disposition', 'answered'], '--prospect'],
  [['--prospect', 'ann@x.test', '--disposition', 'maybe'], '--disposition'],
  [['--prospect', 'ann@x.test', '--disposition', 'answered', '--duration', 'long'], '--duration'],
  [['--prospect', 'ann@x.test', '--disposition', 'answered', '--at', 'once'], '--at'],
])('call log %j is refused at %s', async (words, field) => {
  expect(await json('call', 'log', ...words)).toMatchObject({ error: { field } })
})

test('tasks are put off, handed over, skipped and done, one or many', async () => {
  const [one, two, three, four] = [
    await addTask('One'),
    await addTask('Two', 'todo'),
    await addTask('Three'),
    await addTask('Four'),
  ]
  const snoozed = await run('task', 'snooze', one, two, '--until', '2999-01-01', ...STEVE)
  expect(snoozed).toEqual({ code: 0, text: 'Put off: One.\nPut off: Two.' })
  expect(await json('task', 'list')).toHaveLength(2)
  expect(await json('task', 'list', '--snoozed')).toHaveLength(2)
  expect((await run('task', 'skip', one, ...STEVE)).text).toBe('Skipped: One.')
  expect((await run('task', 'done', one, two, ...STEVE)).text).toBe(
    'Done: Two.\nLeft as it is: One is skipped already.',
  )
  const call = ['--disposition', 'answered', '--duration', '30', '--call-notes', 'Nice']
  expect((await run('task', 'done', three, '--outcome', 'interested', ...call, ...STEVE)).text).toBe(
    'Done: Three.',
  )
  expect(await json('call', 'list')).toContainEqual(
    expect.objectContaining({ taskId: three, durationSeconds: 30, notes: 'Nice' }),
  )
  const handed = await run('task', 'reassign', four, '--to', 'jane@acme.test', ...STEVE)
  expect(handed.text).toBe('Handed to jane@acme.test: Four.')
  expect((await run('task', 'reassign', four, '--to', 'nobody@acme.test', ...STEVE)).code).toBe(1)
  expect((await run('task', 'done', four, '--duration', '5', ...STEVE)).code).toBe(1)
  expect((await run('task', 'done', four, 'f'.repeat(24), ...STEVE)).code).toBe(1)
  expect((await run('task', 'outcomes', ...STEVE)).text).toMatch(
    /Not interested +call, linkedin, manual_mail, todo +the cadence stops, becomes the prospect's Outcome/,
  )
})
