import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { type FilesScene, filesScene, linesOf } from './files-scene.ts'

let scene: AppApiScene
let elsewhere: FilesScene
beforeAll(async () => {
  ;[scene, elsewhere] = await Promise.all([appApiScene(), filesScene('empty')])
  for (let index = 0; index < 30; index += 1)
    await scene.post('/prospects', { email: `p${index}@zoo.test`, firstName: `Zoë ${index}`, tags: ['hot'] })
})
afterAll(() => Promise.all([scene, elsewhere].map(({ close }) => close())))

const download = (key: string) =>
  scene.server.inject({ url: '/api/v1/company/export', headers: { 'x-api-key': key } })

test('an admin gets the whole company as a file, which another installation imports', async () => {
  const answer = await download(scene.steve.apiKey)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="cadenza-company-${scene.steve.companyId}.zip"`,
  })
  const path = join(elsewhere.folder, 'downloaded.zip')
  await writeFile(path, answer.rawPayload)
  const { prospects = [] } = await linesOf(path)
  expect(prospects.map(({ email }) => email)).toHaveLength(30)
  const brought = await elsewhere.app.companyFiles.importCompany({ path })
  expect(brought).toMatchObject({ companyId: scene.steve.companyId, name: 'Acme' })
  const { companyId } = brought
  const there = await elsewhere.app.prospects.findByEmail({ companyId, email: 'p7@zoo.test' })
  expect(there).toMatchObject({ firstName: 'Zoë 7', tags: ['hot'], ownerEmail: 'steve@acme.test' })
  // Nothing of the other company of that installation.
  expect(await elsewhere.app.accounts.listCompanies()).toHaveLength(1)
})

test('a rep does not', async () => {
  expect((await download(scene.jane.apiKey)).statusCode).toBe(403)
  expect((await scene.get('/company/export', { key: null })).status).toBe(401)
})

describe('of a large company', () => {
  beforeAll(async () => {
    // Nothing that could be made much smaller, and more than what the streams on the way hold.
    await scene.db.query(
      `UPDATE prospects SET custom_fields = jsonb_build_object('Noise', (SELECT string_agg(md5(id || n::text), '') FROM generate_series(1, 4000) n))`,
    )
  })
  const copying = async (): Promise<number> => {
    const { rows } = await scene.db.query<{ count: number }>(
      `SELECT count(*) FROM pg_stat_activity WHERE application_name = 'cadenza copying' AND datname = current_database()`,
    )
    return rows[0]?.count ?? 0
  }

  test('an export that nobody reads to its end is ended', async () => {
    const stream = scene.companyFiles.exportAsStream({ companyId: scene.steve.companyId })
    await once(stream, 'readable')
    expect(await copying()).toBe(1)
    stream.destroy()
    await expect.poll(copying).toBe(0)
  })

  test('there is one at a time, until it was read or its reader went away', async () => {
    const url = await scene.server.listen({ host: '127.0.0.1', port: 0 })
    const leave = new AbortController()
    const first = await fetch(`${url}/api/v1/company/export`, {
      headers: { 'x-api-key': scene.steve.apiKey },
      signal: leave.signal,
    })
    expect(first.status).toBe(200)
    expect((await download(scene.steve.apiKey)).statusCode).toBe(409)
    expect((await download(scene.stranger.apiKey)).statusCode).toBe(200)
    leave.abort()
    await expect.poll(async () => (await download(scene.steve.apiKey)).statusCode).toBe(200)
  })
})
