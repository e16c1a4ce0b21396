import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadSecretKey } from './load-secret-key.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'secret-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

const load = () => loadSecretKey({ dataDir, secretKey: undefined })

test('takes the key that was given and makes no file', async () => {
  expect(await loadSecretKey({ dataDir, secretKey: 'given' })).toBe('given')
  expect(await readdir(dataDir)).toEqual([])
})

test('makes a private file once; several processes at once agree on it', async () => {
  const keys = await Promise.all([load(), load(), load()])
  expect(new Set([...keys, await load()]).size).toBe(1)
  expect(Buffer.from(keys[0] ?? '', 'base64')).toHaveLength(32)
  expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600)
  expect(await readdir(dataDir)).toEqual(['secret.key'])
})

test('never replaces a file that holds no key', async () => {
  await writeFile(join(dataDir, 'secret.key'), '')
  await expect(load()).rejects.toThrow('holds no key')
})
