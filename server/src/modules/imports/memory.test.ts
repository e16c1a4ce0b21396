import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '#platform/db/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { createImportsFixture, type ImportsFixture, peopleCsv } from './imports-fixture.ts'

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

/** The modules take two thirds of it. */
const HEAP_MEGABYTES = 40

const importWithLittleHeap = async (content: string): Promise<number> => {
  await scene.write(content)
  const { importId } = await scene.start()
  const { stdout } = await promisify(execFile)(process.execPath, [
    `--max-old-space-size=${HEAP_MEGABYTES}`,
    '--max-semi-space-size=1',
    join(import.meta.dirname, 'limited-run.ts'),
    ...[url, scene.companyId, importId],
  ])
  return Number(stdout)
}

test('an import of many rows needs no more memory than one of few', async () => {
  expect(await importWithLittleHeap(peopleCsv(2_000))).toBe(2_000)
  // Without an address, for these are quickest to write.
  const rows = `,Nobody,${'x'.repeat(600)}\n`.repeat(30_000)
  expect(await importWithLittleHeap(`${peopleCsv(2_000)}\n${rows}`)).toBe(32_000)
})
