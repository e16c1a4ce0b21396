import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { insertProspects } from '#test/insert-company.ts'
import { runCommandLine } from './run-command-line.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let folder: string
beforeAll(async () => {
  vi.stubEnv('WEBHOOKS_ALLOW_PRIVATE', 'true')
  vi.spyOn(console, 'log').mockImplementation(print)
  vi.spyOn(console, 'error').mockImplementation(print)
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'webhook-'))
  const { companyId, userId } = JSON.parse(
    (await run('user', 'add', '--company', 'Acme', '--email', 'steve@acme.test', '--json')).text,
  )
  await insertProspects(database.db, { companyId, ownerId: userId, emails: ['ann@zoo.test', 'bob@zoo.test'] })
})
afterAll(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  await database.drop()
  await rm(folder, { recursive: true })
})

const lines: string[] = []
const print = (text: unknown) => void lines.push(String(text))

const run = async (...words: string[]): Promise<{ code: number; text: string }> => {
  lines.length = 0
  const installation = ['--data-dir', join(folder, 'data'), '--database-url', database.url]
  const code = await runCommandLine([...installation, ...words])
  return { code, text: lines.join('\n') }
}
const asSteve = (...words: string[]) => run(...words, '--user', 'steve@acme.test')
const asJson = async (...words: string[]) => JSON.parse((await asSteve(...words, '--json')).text)

test('a webhook is added, tested, sent prospects, replayed, switched and removed', async () => {
  const receiver = createServer((request, response) => request.resume().on('end', () => response.end('ok')))
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const { port } = receiver.address() as AddressInfo

  expect((await asSteve('webhook', 'list')).text).toContain('There is no webhook')
  expect(await asSteve('prospects', 'send-to-webhook', 'ann@zoo.test')).toMatchObject({
    code: 1,
    text: expect.stringContaining('sendProspect'),
  })
  const added = await asJson('webhook', 'add', `http://127.0.0.1:${port}/`, '--event', 'sendprospect')
  expect(added).toMatchObject({
    event: 'sendProspect',
    state: 'on',
    secret: expect.stringMatching(/^whsec_/),
  })
  const { id } = added
  expect((await asSteve('webhook', 'list')).text).toContain(
    `${id}  sendProspect  http://127.0.0.1:${port}/  on`,
  )
  expect((await asSteve('webhook', 'test', id)).text).toMatch(/^It answered 200 after \d+ ms\.$/)
  receiver.close()

  expect(await asJson('prospects', 'send-to-webhook', 'ann@zoo.test', '--list', 'default')).toEqual({
    prospects: 2,
    webhooks: 1,
  })
  const log = await asJson('webhook', 'log', id, '--state', 'waiting')
  expect(log).toHaveLength(2)
  expect(JSON.parse(log[1].body)).toMatchObject({ event: 'sendProspect', email: 'ann@zoo.test' })
  expect((await asSteve('webhook', 'off', id)).text).toContain('is off')
  expect((await asSteve('webhook', 'list')).text).toContain('off: A user switched it off.')
  expect((await asSteve('webhook', 'replay', id)).text).toContain('Switch it on first')
  await asSteve('webhook', 'on', id)
  expect(await asJson('webhook', 'replay', id, log[0].id)).toEqual({ replayed: 1 })
  expect((await asSteve('webhook', 'replay', id)).text).toContain('1 are sent again')
  expect((await asSteve('webhook', 'log', id)).text.split('\n')).toHaveLength(4)
  expect((await asSteve('webhook', 'secret', id)).text).toContain('whsec_')
  expect((await asSteve('webhook', 'remove', id)).text).toContain('Removed')
  expect((await asSteve('webhook', 'log', id)).code).toBe(1)
})

test.each([
  [['webhook', 'add', 'ftp://a.test', '--event', 'reply'], 1, 'url must be the address'],
  [['webhook', 'add', 'a.test', '--event', 'nonsense'], 1, '--event is "nonsense"'],
  [['webhook', 'log', 'nonsense'], 1, 'no webhook with the id'],
  [['webhook', 'log', 'x', '--state', 'y'], 1, '--state'],
  [['prospects', 'send-to-webhook'], 1, 'No prospect is named'],
  [['prospects', 'send-to-webhook', 'x@y.test'], 1, 'no prospect x@y.test'],
])('%j: %i', async (words, code, text) => {
  const answer = await asSteve(...words)
  expect(answer.code).toBe(code)
  expect(answer.text).toContain(text)
})
