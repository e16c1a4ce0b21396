import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const CHECKOUT = resolve(import.meta.dirname, '..', '..')

/** Stands in for npm: counts its calls, and leaves what npm leaves, or fails where a file says so. */
const NPM = `
import { appendFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n')
if (existsSync('broken')) { console.error('npm error: no network'); process.exit(7) }
mkdirSync('node_modules/.bin', { recursive: true })
if (!existsSync('node_modules/.bin/node')) symlinkSync(process.execPath, 'node_modules/.bin/node')
writeFileSync('node_modules/.package-lock.json', '')
`
const MAIN =
  'process.stdout.write(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd() }))\nprocess.exitCode = 3\n'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'checkout-'))
  await mkdir(join(root, 'server/src'), { recursive: true })
  for (const folder of ['scripts', 'bin'])
    await cp(join(CHECKOUT, folder), join(root, folder), { recursive: true })
  await writeFile(join(root, 'package.json'), '{"type":"module"}')
  await writeFile(join(root, 'package-lock.json'), '{}')
  await writeFile(join(root, 'npm.js'), NPM)
  await writeFile(join(root, 'server/src/main.ts'), MAIN)
})
afterEach(() => rm(root, { recursive: true }))

const run = (program: string, words: string[], cwd = root) =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    const env = { ...process.env, npm_execpath: join(root, 'npm.js') }
    execFile(program, words, { cwd, env }, (error, out, err) =>
      done({ code: Number(error?.code ?? 0), out, err }),
    )
  })

const install = () => run(process.execPath, [join(root, 'scripts/install.mjs')])
const calls = async () => (await readFile(join(root, 'calls'), 'utf8')).trim().split('\n').length

test('installs once, in one line on standard error, and again when the lock file changed', async () => {
  expect(await install()).toEqual({
    code: 0,
    out: '',
    err: expect.stringMatching(/^Installing the packages of Cadenza \.\.\. done in \d+ s\.\n$/),
  })
  expect(await install()).toEqual({ code: 0, out: '', err: '' })
  await writeFile(join(root, 'package-lock.json'), '{ }')
  await install()
  expect(await calls()).toBe(2)
})

test('a lock file that only got a new date, as by git, installs nothing', async () => {
  await install()
  await utimes(join(root, 'package-lock.json'), 4e9, 4e9)
  await install()
  expect(await calls()).toBe(1)
})

test('two at once install once', async () => {
  const results = await Promise.all([install(), install(), install()])
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(await calls()).toBe(1)
})

test("a failure shows npm's words, and the next run tries again", async () => {
  await writeFile(join(root, 'broken'), '')
  const failure = await install()
  expect(failure.code).toBe(1)
  expect(failure.err).toMatch(/failed\.\nnpm error: no network\nThe packages could not be installed/)
  await rm(join(root, 'broken'))
  expect((await install()).code).toBe(0)
})

test.skipIf(process.platform === 'win32')(
  'bin/cadenza runs through a link, from any folder, with its exit code',
  async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'elsewhere-'))
    await symlink(join(root, 'bin/cadenza'), join(elsewhere, 'cadenza'))
    const result = await run(join(elsewhere, 'cadenza'), ['a b', '--json'], elsewhere)
    expect(result.code).toBe(3)
    expect(JSON.parse(result.out)).toEqual({ args: ['a b', '--json'], cwd: elsewhere })
    await rm(elsewhere, { recursive: true })
  },
)
