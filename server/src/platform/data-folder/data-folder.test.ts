import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureDataFolder, identityOf, locksFolder, takeServerLock, takeTurn } from './index.ts'

const TAKER = join(import.meta.dirname, '../../../test/turn-taker.ts')

let dataDir: string
const children: ChildProcess[] = []
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'locks-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(dataDir, { recursive: true })
})

const start = (what: string): ChildProcess => {
  const child = spawn(process.execPath, [TAKER, dataDir, what], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return child
}

const startHolder = async (what: string): Promise<ChildProcess> => {
  const child = start(what)
  if (child.stdout) await once(child.stdout, 'data')
  return child
}

const kill = async (child: ChildProcess) => {
  const closed = once(child, 'close')
  child.kill('SIGKILL')
  await closed
}

const locks = () => readdir(locksFolder(dataDir))

test('turns exclude each other across processes', async () => {
  const counts = [20, 20, 20].map((rounds) => once(start(String(rounds)), 'close'))
  expect((await Promise.all(counts)).map(([code]) => code)).toEqual([0, 0, 0])
  expect(await readFile(join(dataDir, 'number'), 'utf8')).toBe('60')
  expect(await locks()).toEqual([])
})

test('turns exclude each other within a process, and end when their work throws', async () => {
  await ensureDataFolder(dataDir)
  let inside = 0
  const work = async () => {
    inside += 1
    expect(inside).toBe(1)
    await readdir(dataDir)
    inside -= 1
    throw new Error('work failed')
  }
  const results = await Promise.allSettled([1, 2, 3, 4, 5].map(() => takeTurn(locksFolder(dataDir), work)))
  expect(results.map((result) => result.status === 'rejected' && result.reason.message)).toEqual(
    Array(5).fill('work failed'),
  )
  expect(await locks()).toEqual([])
})

test('a process that is killed in its turn loses it', async () => {
  await kill(await startHolder('turn'))
  expect(await takeTurn(locksFolder(dataDir), async () => 'mine')).toBe('mine')
})

test('a second server is refused in a sentence that names the first', async () => {
  const holder = await startHolder('server')
  await expect(takeServerLock(dataDir)).rejects.toThrow(
    `A Cadenza server (process ${holder.pid}) already runs on the data folder ${dataDir}. Stop it first, or name another folder with DATA_DIR.`,
  )
  await kill(holder)
  const lock = await takeServerLock(dataDir)
  await expect(takeServerLock(dataDir)).rejects.toThrow(`(process ${process.pid})`)
  await lock.release()
  await (await takeServerLock(dataDir)).release()
})

test('of several servers that start at once, exactly one runs', async () => {
  const results = await Promise.allSettled([1, 2, 3, 4].map(() => takeServerLock(dataDir)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a lock whose process id was given to another process is taken over', async () => {
  await ensureDataFolder(dataDir)
  const own = await identityOf(process.pid)
  await writeFile(join(locksFolder(dataDir), `server.${own}x.abc`), '')
  await writeFile(join(locksFolder(dataDir), 'not a lock'), '')
  await (await takeServerLock(dataDir)).release()
  expect(await locks()).toEqual(['not a lock'])
})

test('a data folder is private to its user', async () => {
  const folder = join(dataDir, 'a', 'b')
  await ensureDataFolder(folder)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
})
