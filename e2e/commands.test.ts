import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cadenza, cadenzaJson, type ServerProcess, startServerProcess } from './cadenza-process.ts'

// Every command is a process of its own, and the first one of a data folder makes a database.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let dataDir: string
const running: ServerProcess[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cadenza-e2e-'))
})
afterEach(async () => {
  for (const server of running.splice(0)) await server.end('SIGTERM')
  await rm(dataDir, { recursive: true, force: true })
})

const at = () => ({ env: { DATA_DIR: dataDir, PORT: '0' } })
const start = async (...args: string[]): Promise<ServerProcess> => {
  const server = await startServerProcess(args, at())
  running.push(server)
  return server
}

type Added = { companyId: string; userId: string; apiKey: string }

test('a new user finds his way: the claim link, the key it gives, a second start', async () => {
  const server = await start()
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  const link = /http\S+\/claim\?token=\S+/.exec(server.printed())?.[0] ?? ''
  const page = await fetch(link, { headers: { accept: 'text/html' } })
  expect(await page.text()).toContain('<div id="root">')
  const token = new URL(link).searchParams.get('token') ?? ''
  const form = { token, name: 'Ann', company: 'Acme', email: 'ann@acme.test', password: 'correct horse 42' }
  const claimed = await fetch(`${server.url}/api/claim`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(form),
  })
  const { apiKey }: { apiKey: string } = JSON.parse(await claimed.text())
  const lists = `${server.url}/apis/v1/user/ann@acme.test/lists`
  expect(await (await fetch(lists, { headers: { 'x-api-key': apiKey } })).json()).toEqual([
    { Id: expect.stringMatching(/^[0-9a-f]{24}$/), name: 'default' },
  ])
  expect(await (await fetch(`${server.url}/api/claim?token=${token}`)).json()).toEqual({ state: 'claimed' })

  // Commands work beside the running server …
  const added = await cadenzaJson<Added>(
    ['user', 'add', '--company', 'Acme', '--email', 'bob@acme.test'],
    at(),
  )
  const bobs = `${server.url}/apis/v1/user/bob@acme.test/lists`
  expect((await fetch(bobs, { headers: { 'x-api-key': added.apiKey } })).status).toBe(200)
  expect(await running.pop()?.end('SIGINT')).toBe(0)

  // … and without one; a second start finds everything and prints no link.
  expect((await cadenza(['cadence', 'example'], at())).out).toContain('steps:')
  const again = await start()
  expect(again.printed()).not.toContain('/claim')
  const url = `${again.url}/apis/v1/user/ann@acme.test/lists`
  expect((await fetch(url, { headers: { 'x-api-key': apiKey } })).status).toBe(200)
})

test('a killed server leaves nothing in the way of the next one', async () => {
  const first = await start()
  await cadenzaJson(['user', 'add', '--company', 'Acme', '--email', 'ann@acme.test'], at())
  await running.pop()?.end('SIGKILL')
  expect(first.pid).toBeGreaterThan(0)
  const next = await start()
  expect(next.printed()).not.toContain('/claim')
})

test('what stands in the way is said in a sentence', async () => {
  const server = await start()
  const second = await cadenza(['serve'], at())
  expect(second).toMatchObject({ code: 1, err: expect.stringContaining('already runs on the data folder') })

  const blocker = createServer().listen(0, '127.0.0.1')
  await once(blocker, 'listening')
  const address = blocker.address()
  const port = typeof address === 'object' && address ? String(address.port) : ''
  const elsewhere = await mkdtemp(join(tmpdir(), 'cadenza-e2e-'))
  try {
    const taken = await cadenza(['serve'], { env: { DATA_DIR: elsewhere, PORT: port } })
    expect(taken).toMatchObject({
      code: 1,
      err: expect.stringMatching(new RegExp(`Port ${port} is taken.*PORT`)),
    })
  } finally {
    blocker.close()
    await rm(elsewhere, { recursive: true, force: true })
  }
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)

  const otherKey = await cadenza(['user', 'add', '--company', 'A', '--email', 'a@b.test'], {
    env: { DATA_DIR: dataDir, SECRET_KEY: 'another key that is long enough for it' },
  })
  expect(otherKey).toMatchObject({ code: 1, err: expect.stringContaining('SECRET_KEY') })
  const wrongPort = await cadenza(['serve'], { env: { DATA_DIR: dataDir, PORT: 'many' } })
  expect(wrongPort).toMatchObject({ code: 1, err: expect.stringContaining('PORT is "many"') })
})
