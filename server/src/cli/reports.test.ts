import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Database } from '#platform/db/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { runCommandLine } from './run-command-line.ts'

let db: Database
let url: string
let drop: () => Promise<void>
let folder: string
const lines: string[] = []
const print = (text: unknown) => void lines.push(String(text))
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(print)
  vi.spyOn(console, 'error').mockImplementation(print)
  ;({ db, url, drop } = await createTestDatabase())
  folder = await mkdtemp(join(tmpdir(), 'reports-'))
})
afterAll(async () => {
  vi.restoreAllMocks()
  await drop()
  await rm(folder, { recursive: true })
})

const run = async (...words: string[]): Promise<{ code: number; text: string }> => {
  lines.length = 0
  const code = await runCommandLine(['--data-dir', join(folder, 'data'), '--database-url', url, ...words])
  return { code, text: lines.join('\n') }
}

test('reports rebuild counts the events of every company, or of the one that is named', async () => {
  await run('user', 'add', '--company', 'Acme', '--email', 'steve@acme.test')
  await run('user', 'add', '--company', 'Zoo', '--email', 'ann@zoo.test')
  await db.query(
    `INSERT INTO events (company_id, id, kind, occurred_at, enrolment_id, sequence_id)
     SELECT company_id, 'e' || n, 'started', '2026-03-02T09:00:00Z', 'e' || n, 's' FROM companies, generate_series(1, 3) AS n`,
  )
  const counted = async () => {
    const { rows } = await db.query<{ name: string; enrolments: number }>(
      'SELECT name, enrolments FROM report_cohort_days JOIN companies USING (company_id) ORDER BY 1',
    )
    return rows
  }
  expect(await run('reports', 'rebuild', '--company', 'ACME', '--json')).toEqual({
    code: 0,
    text: JSON.stringify({ companies: [{ company: 'Acme', rows: 1 }] }),
  })
  expect(await counted()).toEqual([{ name: 'Acme', enrolments: 3 }])
  expect((await run('reports', 'rebuild')).text).toMatch(/^Acme: .*\nZoo: /)
  expect(await counted()).toEqual([
    { name: 'Acme', enrolments: 3 },
    { name: 'Zoo', enrolments: 3 },
  ])
})

test('an unknown company is an error that names those there are', async () => {
  const { code, text } = await run('reports', 'rebuild', '--company', 'Akme')
  expect(code).toBe(1)
  expect(text).toContain('Akme')
  expect(text).toContain('Acme')
})
