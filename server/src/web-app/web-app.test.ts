import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHttpServer, type HttpServer } from '#platform/http/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createWebApp } from './create-web-app.ts'

const PAGE = '<div id="root"></div>'
const SCRIPT = 'console.log("Cadenza")'
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

let folder: string
let server: HttpServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'web-app-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'assets', 'index-Ab12.js'), SCRIPT)
  await writeFile(join(folder, 'assets', 'index-Ab12.js.br'), brotliCompressSync(SCRIPT))
  server = serverOf(folder)
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

const serverOf = (of: string): HttpServer => {
  const app = createWebApp(of)
  const made = createHttpServer({ log: silentLog(), ready: async () => {}, answerPage: app.answerPage })
  app.addRoutes(made)
  made.get('/api/v1/me', async () => ({}))
  made.get('/t/:token', async () => 'pixel')
  return made
}

test('without a build the page says how to get one, and with one it is there without a restart', async () => {
  const missing = await server.inject({ url: '/', headers: BROWSER })
  expect(missing.statusCode).toBe(503)
  expect(missing.body).toContain('npm run web:build')
  await writeFile(join(folder, 'index.html'), PAGE)
  expect((await server.inject({ url: '/', headers: BROWSER })).body).toBe(PAGE)
})

test.each(['/', '/prospects', '/prospects/abc?tab=notes', '/settings/api-keys', '/tasks', '/nothing/here'])(
  'a browser that opens %s gets the page, under a policy that runs no script in it',
  async (url) => {
    const answer = await server.inject({ url, headers: BROWSER })
    expect(answer).toMatchObject({ statusCode: 200, body: PAGE })
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.headers['cache-control']).toBe('no-cache')
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'; script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe/)
  },
)

test.each([
  ['/api/v1/nothing', BROWSER],
  ['/apis/v1/nothing', BROWSER],
  ['/t/a/b', BROWSER],
  ['/assets/gone-1.js', BROWSER],
  ['/prospects', { accept: 'application/json' }],
  ['/prospects', { accept: '*/*' }],
])('%s is no page to who sends %o', async (url, headers) => {
  const answer = await server.inject({ url, headers })
  expect(answer.statusCode).toBe(404)
  expect(answer.json().error.code).toBe('not_found')
})

test('nothing but GET opens a page, and routes keep their methods', async () => {
  const posted = await server.inject({ method: 'POST', url: '/prospects', headers: BROWSER })
  expect(posted.statusCode).toBe(404)
  const wrong = await server.inject({ method: 'DELETE', url: '/api/v1/me', headers: BROWSER })
  expect(wrong.statusCode).toBe(405)
})

test('files are kept for ever and come compressed where that is understood', async () => {
  const plain = await server.inject({ url: '/assets/index-Ab12.js' })
  expect(plain.body).toBe(SCRIPT)
  const packed = await server.inject({ url: '/assets/index-Ab12.js', headers: { 'accept-encoding': 'br' } })
  expect(packed.headers['content-encoding']).toBe('br')
  expect(packed.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(packed.headers['content-type']).toContain('javascript')
  expect(packed.headers['x-content-type-options']).toBe('nosniff')
})

test('no path leads out of the folder', async () => {
  for (const url of ['/assets/../index.html', '/assets/%2e%2e/index.html', '/assets/..%2findex.html'])
    expect((await server.inject({ url })).body).not.toBe(PAGE)
})
