import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { runCommandLine } from './run-command-line.ts'

let url: string
let drop: () => Promise<void>
let folder: string
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(print)
  vi.spyOn(console, 'error').mockImplementation(print)
  ;({ url, drop } = await createTestDatabase())
  folder = await mkdtemp(join(tmpdir(), 'cadences-'))
  await run('user', 'add', '--company', 'Acme', '--email', 'ann@acme.test')
})
afterAll(async () => {
  vi.restoreAllMocks()
  await drop()
  await rm(folder, { recursive: true })
})

const lines: string[] = []
const print = (text: unknown) => void lines.push(String(text))

const run = async (...words: string[]): Promise<{ code: number; text: string }> => {
  lines.length = 0
  const code = await runCommandLine(['--data-dir', join(folder, 'data'), '--database-url', url, ...words])
  return { code, text: lines.join('\n') }
}
const importing = (path: string, ...more: string[]) =>
  run('cadence', 'import', path, '--user', 'ann@acme.test', ...more)

test('a mistake in a cadence file points at its line, as text and as JSON', async () => {
  const path = join(folder, 'broken.yaml')
  await writeFile(path, 'name: Broken\nsteps:\n  - wait: soon\n')
  expect(await importing(path)).toEqual({ code: 1, text: expect.stringMatching(/line 3/) })
  const { code, text } = await importing(path, '--json')
  expect(code).toBe(1)
  expect(JSON.parse(text)).toMatchObject({
    error: { code: 'invalid_input', message: expect.stringMatching(/line 3/) },
  })
})

test('a file that is not there is named', async () => {
  expect(await importing(join(folder, 'missing.yaml'))).toEqual({
    code: 1,
    text: expect.stringContaining('missing.yaml cannot be read'),
  })
})
