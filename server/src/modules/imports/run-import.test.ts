import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Database } from '#platform/db/index.ts'
import { createPgBossJobs } from '#platform/jobs/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { buildImports, createImportsFixture, type ImportsFixture, peopleCsv } from './imports-fixture.ts'

let db: Database
let url: string
let drop: () => Promise<void>
let scene: ImportsFixture
beforeAll(async () => {
  ;({ db, url, drop } = await createTestDatabase())
})
afterAll(() => drop())
beforeEach(async () => {
  scene = await createImportsFixture(db)
})
afterEach(() => scene.remove())

const prospectCount = async () => {
  const { rows } = await db.query<{ count: number }>('SELECT count(*) FROM prospects WHERE company_id = $1', [
    scene.companyId,
  ])
  return rows[0]?.count
}

/** Five batches with a bad address and a repetition in each. */
const FILE = [
  peopleCsv(998),
  ...[1, 2, 3, 4].map(
    (batch) =>
      `bad\nperson1@example.com,Again${batch},\n${peopleCsv(998, batch * 998)
        .split('\n')
        .slice(1)
        .join('\n')}`,
  ),
].join('\n')
const WHOLE = { rows: 4998, added: 4990, updated: 0, skipped: 0, rejected: 4, repeated: 4 }

/** Runs the import in a process that is killed in its third batch. */
const runAndKill = async (importId: string) => {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'killed-run.ts'), url, scene.companyId, importId],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const closed = once(child, 'close')
  await Promise.race([once(child.stdout, 'data'), closed])
  child.kill('SIGKILL')
  const [, signal] = await closed
  expect(signal).toBe('SIGKILL')
}

test('a killed import goes on from its checkpoint, and each row counts once', async () => {
  const { companyId, imports } = scene
  await scene.write(FILE)
  const { importId } = await scene.start()
  await runAndKill(importId)
  expect(await imports.importById({ companyId, importId })).toMatchObject({ state: 'running', rows: 2000 })
  const again = await scene.start()
  expect(again).toMatchObject({ importId, resumedAt: 2000 })
  const progress: number[] = []
  const done = await imports.runImport({ companyId, importId, onProgress: ({ rows }) => progress.push(rows) })
  expect(done).toMatchObject({ ended: 'done', state: 'done', ...WHOLE })
  expect(progress).toEqual([3000, 4000, 4998])
  expect(await prospectCount()).toBe(4990)
  expect((await scene.rejected(importId)).trimEnd().split('\r\n')).toHaveLength(5)
  // The same command once more is a new import.
  expect((await scene.start()).importId).not.toBe(importId)
})

test('a signal ends a run after its batch; the next run goes on', async () => {
  const { companyId, imports } = scene
  await scene.write(FILE)
  const { importId } = await scene.start()
  const stop = new AbortController()
  const stopped = await imports.runImport({
    ...{ companyId, importId, signal: stop.signal },
    onProgress: () => stop.abort(),
  })
  expect(stopped).toMatchObject({ ended: 'stopped', state: 'running', rows: 1000 })
  expect(await imports.runImport({ companyId, importId })).toMatchObject({ ended: 'done', ...WHOLE })
})

test('of two runs at once each batch is written by one, and the other gives way', async () => {
  const { companyId, imports } = scene
  const { uploadId } = await imports.keepUpload({ companyId, content: asBytes(FILE) })
  const { importId } = await scene.start({ source: { uploadId } })
  const runs = await Promise.all([1, 2].map(() => imports.runImport({ companyId, importId })))
  expect(runs.map(({ ended }) => ended).sort()).toEqual(['done', 'overtaken'])
  expect(await imports.importById({ companyId, importId })).toMatchObject({
    state: 'done',
    error: null,
    ...WHOLE,
  })
  // The file is gone by now, and nobody needs it.
  expect(await imports.runImport({ companyId, importId })).toMatchObject({ ended: 'done', ...WHOLE })
})

test('another list or another treatment is another import', async () => {
  await scene.write(FILE)
  const { importId } = await scene.start()
  for (const other of [
    { list: 'Other' },
    { onExisting: 'skip' as const },
    { mapping: { Company: 'Account' } },
    { userId: scene.colleagueId },
  ])
    expect((await scene.start(other)).importId).not.toBe(importId)
  expect((await scene.start()).importId).toBe(importId)
})

test('a file that was changed is noticed: its import fails, and a new one begins at the start', async () => {
  const { companyId, imports } = scene
  await scene.write(FILE)
  const { importId } = await scene.start()
  const stop = new AbortController()
  await imports.runImport({ companyId, importId, signal: stop.signal, onProgress: () => stop.abort() })
  await appendFile(scene.path, '\nlate@example.com,Late,Acme')
  await expect(imports.runImport({ companyId, importId })).rejects.toMatchObject({
    code: 'conflict',
    field: 'file',
  })
  expect(await imports.importById({ companyId, importId })).toMatchObject({ state: 'failed', rows: 1000 })
  const anew = await scene.start()
  expect(anew).toMatchObject({ resumedAt: null })
  expect(await imports.runImport({ companyId, importId: anew.importId })).toMatchObject({
    rows: 4999,
    added: 3993,
  })
})

test('a start notices that the file is another than the one that its unfinished import is of', async () => {
  await scene.write(FILE)
  const { importId } = await scene.start()
  await scene.write(peopleCsv(3))
  expect(await scene.start()).toMatchObject({ changedSince: 0, resumedAt: null })
  expect(await scene.imports.importById({ companyId: scene.companyId, importId })).toMatchObject({
    state: 'failed',
  })
})

test('a file that changes during the run fails the import at its end', async () => {
  const { companyId, imports } = scene
  await scene.write(FILE)
  const { importId } = await scene.start()
  const changing = imports.runImport({
    ...{ companyId, importId },
    onProgress: ({ rows }) => {
      if (rows === 2000) void appendFile(scene.path, '\n')
    },
  })
  await expect(changing).rejects.toThrow('was changed while it was imported')
})

test('an error of the database leaves the import to be run again, with the error in it', async () => {
  await scene.write(peopleCsv(3))
  const { importId } = await scene.start()
  const { companyId } = scene
  const full = Object.assign(new Error('could not extend file'), { code: '53100' })
  const { imports: failing } = buildImports(db, {
    jobs: { define: () => {}, enqueue: async () => {} },
    ports: { writeImportedRows: () => Promise.reject(full) },
  })
  await expect(failing.runImport({ companyId, importId })).rejects.toMatchObject({ code: 'unavailable' })
  expect(await failing.importById({ companyId, importId })).toMatchObject({
    state: 'running',
    error: expect.stringContaining('disk of the database is full'),
  })
  expect(await scene.imports.runImport({ companyId, importId })).toMatchObject({
    state: 'done',
    error: null,
    added: 3,
  })
})

test('the job imports an upload in the background, and goes on after a kill', async () => {
  const jobs = createPgBossJobs({ db, newId: scene.newId, log: silentLog(), pollSeconds: 0.5 })
  const { companyId } = scene
  const { imports } = buildImports(db, { jobs })
  await jobs.start({ work: false })
  const { uploadId } = await imports.keepUpload({ companyId, content: asBytes(FILE) })
  const { importId } = await imports.startImport({
    ...{ companyId, userId: scene.userId, source: { uploadId }, list: 'Fair', onExisting: 'update' },
    inBackground: true,
  })
  expect(await imports.importById({ companyId, importId })).toMatchObject({ state: 'waiting', rows: 0 })
  await runAndKill(importId)
  await jobs.stop()
  const working = createPgBossJobs({ db, newId: scene.newId, log: silentLog(), pollSeconds: 0.5 })
  buildImports(db, { jobs: working })
  await working.start()
  try {
    await vi.waitUntil(async () => (await imports.importById({ companyId, importId }))?.state === 'done', {
      timeout: 30_000,
      interval: 50,
    })
  } finally {
    await working.stop()
  }
  expect(await imports.importById({ companyId, importId })).toMatchObject({ state: 'done', ...WHOLE })
})

const asBytes = async function* (text: string) {
  yield Buffer.from(text)
}
