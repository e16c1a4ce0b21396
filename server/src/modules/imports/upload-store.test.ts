import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '#platform/db/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { createImportsFixture, type ImportsFixture, peopleCsv } from './imports-fixture.ts'
import { removeOldUploads } from './upload-store.ts'

let db: Database
let drop: () => Promise<void>
let scene: ImportsFixture
beforeAll(async () => {
  ;({ db, drop } = await createTestDatabase())
})
afterAll(() => drop())
beforeEach(async () => {
  scene = await createImportsFixture(db)
})
afterEach(() => scene.remove())

const MEGABYTE = 1_048_576
const DAY = 24 * 60 * 60 * 1000

const removeAfter = (days: number) =>
  removeOldUploads({
    db,
    clock: { ...scene.clock, now: () => new Date(scene.clock.now().getTime() + days * DAY) },
  })

const upload = (content: AsyncIterable<Uint8Array>) =>
  scene.imports.keepUpload({ companyId: scene.companyId, content })

const asBytes = async function* (text: string) {
  yield Buffer.from(text)
}

test('a file of several chunks is imported as it was, umlauts on their borders and all', async () => {
  const before = `${peopleCsv(2)}\n`
  const filler = `nobody,"${'ü'.repeat(MEGABYTE)}"\n`
  const { uploadId, bytes } = await upload(asBytes(`${before}${filler}zoe@example.com,Zoë,Ünder`))
  expect(bytes).toBeGreaterThan(2 * MEGABYTE)
  expect(await scene.uploads()).toEqual({ uploads: 1, chunks: 3 })
  const { importId } = await scene.start({ source: { uploadId } })
  const done = await scene.imports.runImport({ companyId: scene.companyId, importId })
  expect(done).toMatchObject({ rows: 4, added: 3, rejected: 1, totalBytes: bytes, readBytes: bytes })
  expect(await scene.find('zoe@example.com')).toMatchObject({ firstName: 'Zoë', company: 'Ünder' })
  expect(await scene.uploads()).toEqual({ uploads: 0, chunks: 0 })
})

test('an upload that is still coming in cannot be imported; broken off by a kill, it is removed a day later', async () => {
  let resume = () => {}
  const paused = new Promise<void>((resolve) => {
    resume = resolve
  })
  let inHand = () => {}
  const firstChunkKept = new Promise<void>((resolve) => {
    inHand = resolve
  })
  const kept = upload(
    (async function* () {
      yield Buffer.from(`Email\n${'x'.repeat(MEGABYTE)}`)
      inHand()
      await paused
    })(),
  )
  await firstChunkKept
  expect(await scene.uploads()).toEqual({ uploads: 1, chunks: 1 })
  const { rows } = await db.query<{ id: string }>('SELECT id FROM import_uploads WHERE company_id = $1', [
    scene.companyId,
  ])
  await expect(scene.start({ source: { uploadId: rows[0]?.id ?? '' } })).rejects.toMatchObject({
    code: 'not_found',
    field: 'uploadId',
  })
  expect(await removeAfter(0.9)).toBe(0)
  expect(await removeAfter(1.1)).toBe(1)
  expect(await scene.uploads()).toEqual({ uploads: 0, chunks: 0 })
  resume()
  await expect(kept).rejects.toThrow()
})

test('an upload that nobody imports is kept for a week', async () => {
  await upload(asBytes(peopleCsv(1)))
  expect(await removeAfter(6.9)).toBe(0)
  expect(await removeAfter(7.1)).toBe(1)
})

test('an import whose upload is gone fails for good, and goes on once the file is sent again', async () => {
  const { companyId, imports } = scene
  const { uploadId } = await upload(asBytes(peopleCsv(3)))
  const { importId } = await scene.start({ source: { uploadId } })
  await removeAfter(8)
  await expect(imports.runImport({ companyId, importId })).rejects.toMatchObject({ field: 'file' })
  expect(await imports.importById({ companyId, importId })).toMatchObject({ state: 'failed' })
  const again = await upload(asBytes(peopleCsv(3)))
  expect(await scene.start({ source: { uploadId: again.uploadId } })).toMatchObject({ importId })
  expect(await imports.runImport({ companyId, importId })).toMatchObject({ state: 'done', added: 3 })
})
