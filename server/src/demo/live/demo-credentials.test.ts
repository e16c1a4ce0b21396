import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepCredentials, newPassword, readCredentials } from './demo-credentials.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'demo-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

test('what was kept is read again, and by its owner only', async () => {
  expect(await readCredentials(dataDir)).toBeUndefined()
  const credentials = { email: 'mara@brightwater.example', password: newPassword(), apiKey: 'cdz_1' }
  await keepCredentials(dataDir, credentials)
  expect(await readCredentials(dataDir)).toEqual(credentials)
  if (process.platform !== 'win32')
    expect((await stat(join(dataDir, 'demo-sign-in.json'))).mode & 0o777).toBe(0o600)
})

test.each(['{', '{}', '"x"', '{"email":1,"password":"x","apiKey":"y"}'])(
  'a damaged file (%s) is said',
  async (text) => {
    await writeFile(join(dataDir, 'demo-sign-in.json'), text)
    await expect(readCredentials(dataDir)).rejects.toThrow(/is damaged\. Delete the folder/)
  },
)
