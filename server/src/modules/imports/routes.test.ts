import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { uploadsOf } from './imports-fixture.ts'

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
})
afterAll(() => scene.close())

const upload = async (payload: string | Buffer | Readable, type = 'text/csv', headers: object = {}) => {
  const answer = await scene.server.inject({
    method: 'POST',
    url: '/api/v1/imports/uploads',
    headers: { 'x-api-key': scene.steve.apiKey, 'content-type': type, ...headers },
    payload,
  })
  return { status: answer.statusCode, body: answer.json() }
}

const FILE = 'E-Mail,First Name,Sector\nann@x.test,Ann,Steel\nnobody,Bob,\nann@x.test,Anna,Steel\n'

test('a file is uploaded, looked at, mapped, imported, and its rejected rows handed back', async () => {
  const uploaded = await upload(FILE)
  expect(uploaded).toMatchObject({ status: 201, body: { bytes: FILE.length } })
  const { uploadId } = uploaded.body

  const seen = await scene.post('/imports/preview', { uploadId, mapping: { Sector: 'custom:Industry' } })
  expect(seen.body).toMatchObject({
    encoding: 'utf-8',
    delimiter: ',',
    totalBytes: FILE.length,
    columns: [
      { name: 'E-Mail', target: 'Email', samples: ['ann@x.test', 'nobody', 'ann@x.test'] },
      { name: 'First Name', target: 'FirstName' },
      { name: 'Sector', target: 'custom:Industry' },
    ],
    rows: [
      { row: 1, outcome: 'add', prospect: { email: 'ann@x.test', customFields: { Industry: 'Steel' } } },
      { row: 2, outcome: 'reject', mistake: expect.any(String), prospect: null },
      { row: 3, outcome: 'update' },
    ],
    problem: null,
  })

  const started = await scene.post('/imports', { uploadId, fileName: 'fair.csv', list: 'Fair' })
  expect(started).toMatchObject({ status: 202, body: { resumedAt: null, changedSince: null } })
  const path = `/imports/${started.body.importId}`
  expect((await scene.get(path)).body).toMatchObject({ state: 'waiting', fileName: 'fair.csv', rows: 0 })
  await scene.jobs.drain()
  const done = await scene.get(path)
  expect(done.body).toMatchObject({
    list: 'Fair',
    state: 'done',
    error: null,
    rows: 3,
    added: 1,
    rejected: 1,
    repeated: 1,
    readBytes: FILE.length,
    finishedAt: '2026-03-02T09:00:00.000Z',
  })
  expect((await scene.get('/prospects/ann@x.test')).body).toMatchObject({ firstName: 'Anna', list: 'Fair' })

  const rejected = await scene.get(`${path}/rejected.csv`)
  expect(rejected.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="rejected-${started.body.importId}.csv"`,
  })
  expect(rejected.text).toContain('"nobody","Bob"')
  expect((await scene.get(`${path}/rejections`)).body).toEqual({
    items: [
      {
        row: 2,
        reason: expect.stringContaining('valid mail address'),
        cells: [
          { column: 'E-Mail', value: 'nobody' },
          { column: 'First Name', value: 'Bob' },
          { column: 'Sector', value: '' },
        ],
      },
    ],
    next: null,
  })
  expect(await scene.refused('POST', `${path}/retry`)).toEqual({ status: 400, field: 'file' })
  expect(await scene.refused('POST', '/imports/preview', { body: { uploadId } })).toEqual({
    status: 404,
    field: 'uploadId',
  })
})

test('imports are listed newest first, paged', async () => {
  for (const name of ['one', 'two']) {
    const { uploadId } = (await upload(`Email\n${name}@x.test\n`)).body
    await scene.post('/imports', { uploadId, fileName: name, list: 'Pages' })
  }
  const names = ({ items }: { items: { fileName: string }[] }) => items.map(({ fileName }) => fileName)
  const first = await scene.get('/imports?limit=2')
  expect(names(first.body)).toEqual(['two', 'one'])
  expect(names((await scene.get(`/imports?cursor=${first.body.next}`)).body)).toEqual(['fair.csv'])
})

test('an import that failed goes on from where it stood once it is let to', async () => {
  const { uploadId } = (await upload('Email\nlate@x.test\n')).body
  const { importId } = (await scene.post('/imports', { uploadId, list: 'Late' })).body
  const resize = (bytes: number | null) =>
    scene.db.query('UPDATE import_uploads SET total_bytes = $2 WHERE id = $1', [uploadId, bytes])
  await resize(null)
  await scene.jobs.drain()
  const path = `/imports/${importId}`
  expect((await scene.get(path)).body).toMatchObject({ state: 'failed', rows: 0 })
  expect(await scene.refused('POST', `${path}/retry`)).toEqual({ status: 400, field: 'file' })
  await resize('Email\nlate@x.test\n'.length)
  const retried = await scene.post(`${path}/retry`)
  expect(retried).toMatchObject({ status: 200, body: { state: 'waiting', error: null } })
  await scene.jobs.drain()
  expect((await scene.get(path)).body).toMatchObject({ state: 'done', added: 1 })
})

test('a file is streamed, whatever its size and kind', async () => {
  const chunk = randomBytes(64 * 1024)
  const pieces = 200
  const answer = await upload(
    Readable.from(Array.from({ length: pieces }, () => chunk)),
    'application/octet-stream',
  )
  expect(answer).toMatchObject({ status: 201, body: { bytes: pieces * chunk.length } })
})

test('what is no file, empty or too large is refused, and nothing of it is kept', async () => {
  const kept = () => uploadsOf(scene.db, scene.steve.companyId)
  const before = await kept()
  expect(await upload('{}', 'application/json')).toMatchObject({
    status: 400,
    body: { error: { field: 'Content-Type' } },
  })
  expect(await upload('')).toMatchObject({ status: 400, body: { error: { field: 'body' } } })
  expect(await upload('Email\n', 'text/csv', { 'content-length': String(2 * 1024 ** 3) })).toMatchObject({
    status: 413,
    body: { error: { code: 'too_large', field: 'body' } },
  })
  expect(await kept()).toEqual(before)
})

test('an upload that holds no CSV, or no addresses, is refused by what is wrong', async () => {
  const { uploadId: binary } = (await upload(randomBytes(5000))).body
  expect(await scene.refused('POST', '/imports/preview', { body: { uploadId: binary } })).toEqual({
    status: 400,
    field: 'file',
  })
  const { uploadId } = (await upload('Name,City\nAnn,Rome\n')).body
  const { body } = await scene.post('/imports/preview', { uploadId })
  expect(body.problem).toContain('Name')
  const start = (more: object) =>
    scene.refused('POST', '/imports', { body: { uploadId, list: 'X', ...more } })
  expect(await start({})).toEqual({ status: 400, field: 'mapping' })
  expect(await start({ mapping: { Nme: 'Email' } })).toEqual({ status: 400, field: 'mapping' })
  expect(await start({ mapping: { 'a\nb': {} } })).toMatchObject({ status: 400 })
  expect(await start({ mapping: { Name: 'Email' }, list: '' })).toEqual({ status: 400, field: 'list' })
  expect(await start({ onExisting: 'replace' })).toEqual({ status: 400, field: 'onExisting' })
})
