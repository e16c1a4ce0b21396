import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type FilesScene, filesScene, linesOf, OLD_COMPANY } from '#modules/company-files/files-scene.ts'
import { runCommandLine } from './run-command-line.ts'

let source: FilesScene
let target: FilesScene
const lines: string[] = []
beforeAll(async () => {
  const collect = (text: unknown) => void lines.push(String(text))
  vi.spyOn(console, 'log').mockImplementation(collect)
  vi.spyOn(console, 'error').mockImplementation(collect)
  ;[source, target] = await Promise.all([filesScene('grown'), filesScene('empty')])
  // The key of the command line's installation is another than that of the rows.
  await source.db.query(`DELETE FROM instance WHERE key LIKE '%fingerprint%'`)
})
afterAll(async () => {
  vi.restoreAllMocks()
  await Promise.all([source.close(), target.close()])
})

const run = async ({ folder, url }: FilesScene, ...words: string[]) => {
  lines.length = 0
  const code = await runCommandLine(['--data-dir', join(folder, 'data'), '--database-url', url, ...words])
  return { code, text: lines.join('\n') }
}

test('a company goes from one installation to another by two commands', async () => {
  const path = join(source.folder, 'acme.zip')
  const exported = await run(source, 'company', 'export', '--company', 'acme', '--out', path)
  expect(exported).toMatchObject({ code: 0, text: expect.stringContaining(`${path}: `) })
  const imported = await run(target, 'company', 'import', path)
  expect(imported.code).toBe(0)
  expect(imported.text).toContain('Acme is here as it was on')
  expect(imported.text).toContain('Members, without passwords and keys: hello@klenty.com.')
  expect(imported.text).toContain('Nothing is sent before an admin confirms')
  const back = join(target.folder, 'back.zip')
  const again = await run(target, 'company', 'export', '--company', OLD_COMPANY, '--out', back, '--json')
  expect(JSON.parse(again.text)).toMatchObject({ companyId: OLD_COMPANY, path: back })
  expect((await linesOf(back)).prospects).toEqual((await linesOf(path)).prospects)
})

test('members get a key and a password by commands', async () => {
  const user = ['--user', 'hello@klenty.com', '--company', 'Acme']
  const key = await run(target, 'user', 'key', ...user, '--json')
  expect(JSON.parse(key.text)).toMatchObject({ apiKey: expect.stringMatching(/^cdz_/) })
  expect(await run(target, 'user', 'password', ...user)).toMatchObject({
    ...{ code: 1, text: expect.stringContaining('--password-stdin') },
  })
})

test('a mailbox that came without a password is given it again, and stays what it is', async () => {
  const servers = async () => {
    const { rows } = await target.db.query<{ smtp: object; smtp_secret: string | null; state: string }>(
      `SELECT smtp, smtp_secret, state FROM mailboxes WHERE address_key = 'steve@acme.test'`,
    )
    return rows[0]
  }
  const before = await servers()
  expect(before).toMatchObject({ smtp_secret: null, state: 'paused' })
  const given = ['--smtp', 'smtp://steve:secret@127.0.0.1:9', '--imap', 'imap://steve@127.0.0.1:9', '--json']
  const { text } = await run(
    target,
    ...['mailbox', 'sign-in', 'steve@acme.test', '--user', 'hello@klenty.com', '--company', 'Acme', ...given],
  )
  // Nothing listens there; what was given is kept all the same.
  expect(process.exitCode).toBe(1)
  process.exitCode = undefined
  expect(JSON.parse(text)).toMatchObject({ check: { smtp: { ok: false }, imap: { ok: false } } })
  expect(await servers()).toMatchObject({
    ...{
      smtp: { host: '127.0.0.1', port: 9, user: 'steve' },
      smtp_secret: expect.stringMatching(/^v1/),
      state: 'paused',
    },
  })
})

test('what cannot be done is said with the way out', async () => {
  const out = join(source.folder, 'none.zip')
  expect(await run(source, 'company', 'export', '--company', 'None', '--out', out)).toEqual({
    ...{ code: 1, text: 'There is no company “None”. There are: Acme, Klenty.' },
  })
  expect(await run(source, 'company', 'import', out)).toEqual({ code: 1, text: `There is no file ${out}.` })
})
