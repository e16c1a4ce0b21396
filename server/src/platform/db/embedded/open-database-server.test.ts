import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { identityOf } from '#platform/data-folder/index.ts'
import { connectDatabase } from '../connect-database.ts'
import { type DatabaseServer, openDatabaseServer } from './open-database-server.ts'
import { findPostmaster } from './postmaster.ts'

const HOLDER = join(import.meta.dirname, '../../../../test/database-holder.ts')
const quiet = () => {}
const log = { info: quiet, warn: quiet, error: quiet }

let parent: string
let dataDir: string
const cleanUp: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'embedded-'))
  dataDir = join(parent, 'data')
})
afterEach(async () => {
  for (const work of cleanUp.splice(0).reverse()) await work()
  await rm(parent, { recursive: true })
})

/** Without fsync, which only a machine that goes down would miss. */
const open = async (options: { folder?: string; durable?: boolean } = {}): Promise<DatabaseServer> => {
  const { folder = dataDir, durable = false } = options
  const server = await openDatabaseServer({ dataDir: folder, log, durable })
  cleanUp.push(() => server.close())
  return server
}

const query = async <R>(url: string, text: string): Promise<R[]> => {
  const db = connectDatabase({ url, maxConnections: 1 })
  try {
    return (await db.query<R>(text)).rows
  } finally {
    await db.close()
  }
}

const postmaster = () => findPostmaster(join(dataDir, 'postgres'))

/** A process that writes numbered rows; resolves once it said `word`. */
const startHolder = async (): Promise<{
  child: ChildProcess
  acknowledged: () => number
  upTo(n: number): Promise<void>
}> => {
  const child = spawn(process.execPath, [HOLDER, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  cleanUp.push(async () => child.kill('SIGKILL'))
  let last = 0
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    if (line !== 'open') last = Number(line)
  })
  await once(lines, 'line')
  const upTo = async (n: number) => {
    while (last < n) await once(lines, 'line')
  }
  return { child, acknowledged: () => last, upTo }
}

const end = async (child: ChildProcess, signal: NodeJS.Signals) => {
  const closed = once(child, 'close')
  child.kill(signal)
  await closed
}

test('makes a database, stops it with its last user, and finds the rows again', async () => {
  const first = await open()
  await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS x')
  await first.close()
  expect(await postmaster()).toBeUndefined()
  const second = await open()
  expect(second.url).toBe(first.url)
  expect(await query(second.url, 'SELECT x FROM kept')).toEqual([{ x: 7 }])
})

test('keeps what is acknowledged on the disk, and sorts alike on every system', async () => {
  const { url } = await open({ durable: true })
  const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'wal_compression', 'listen_addresses']
  const rows = await query<{ value: string }>(
    url,
    `SELECT current_setting(n) AS value FROM unnest('{${names.join(',')}}'::text[]) WITH ORDINALITY AS u (n, i) ORDER BY i`,
  )
  expect(rows.map(({ value }) => value)).toEqual(['on', 'on', 'on', 'pglz', ''])
  expect(
    await query(url, `SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'cadenza'`),
  ).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8' }])
})

test('settings of the operator go before ours', async () => {
  await (await open()).close()
  const conf = join(dataDir, 'postgres', 'postgresql.conf')
  await writeFile(conf, `${await readFile(conf, 'utf8')}\nwork_mem = 5MB\n`)
  expect(await query((await open()).url, 'SHOW work_mem')).toEqual([{ work_mem: '5MB' }])
})

test('several users at once share one server; the last to leave stops it', async () => {
  const servers = await Promise.all([open(), open(), open()])
  const pid = (await postmaster())?.pid
  expect(pid).toBeGreaterThan(0)
  await Promise.all([servers[0]?.close(), servers[1]?.close()])
  expect((await postmaster())?.pid).toBe(pid)
  await servers[2]?.close()
  expect(await postmaster()).toBeUndefined()
  expect(await readdir(join(dataDir, 'locks'))).toEqual([])
})

test('users that come and go all the time never meet a stopped server', async () => {
  const visit = async () => {
    for (let round = 0; round < 4; round += 1) {
      const server = await openDatabaseServer({ dataDir, log, durable: false })
      expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
      await server.close()
    }
  }
  await Promise.all([visit(), visit(), visit()])
  expect(await postmaster()).toBeUndefined()
})

test('a server that outlived a killed process is joined, and no acknowledged row is lost', async () => {
  const holder = await startHolder()
  await holder.upTo(50)
  const pid = (await postmaster())?.pid
  await end(holder.child, 'SIGKILL')
  expect((await postmaster())?.pid).toBe(pid)
  const server = await open()
  expect((await postmaster())?.pid).toBe(pid)
  const [row] = await query<{ n: number }>(server.url, 'SELECT count(*) AS n FROM written')
  expect(row?.n).toBeGreaterThanOrEqual(holder.acknowledged())
  await server.close()
  expect(await postmaster()).toBeUndefined()
})

test('a killed PostgreSQL is started again under the same address, with every acknowledged row', async () => {
  const { url } = await open({ durable: true })
  await query(url, 'CREATE TABLE kept AS SELECT 7 AS x')
  const before = await postmaster()
  process.kill(before?.pid ?? 0, 'SIGKILL')
  for (;;) {
    const now = await postmaster()
    if (now && now.pid !== before?.pid) break
    await pause(50)
  }
  for (;;) {
    const rows = await query(url, 'SELECT x FROM kept').catch(() => undefined)
    if (rows) return expect(rows).toEqual([{ x: 7 }])
    await pause(50)
  }
})

test('both killed at once: the next start recovers', async () => {
  const holder = await startHolder()
  await holder.upTo(50)
  const { pid = 0 } = (await postmaster()) ?? {}
  const gone = end(holder.child, 'SIGKILL')
  process.kill(pid, 'SIGKILL')
  await gone
  const [row] = await query<{ n: number }>((await open()).url, 'SELECT count(*) AS n FROM written')
  expect(row?.n).toBeGreaterThanOrEqual(holder.acknowledged())
})

test('a process ended by SIGTERM leaves no PostgreSQL behind', async () => {
  const holder = await startHolder()
  await holder.upTo(1)
  await end(holder.child, 'SIGTERM')
  expect(await postmaster()).toBeUndefined()
})

test('a postmaster.pid whose number was given to a stranger does not stop a start', async () => {
  await (await open()).close()
  const stranger = spawn('sleep', ['600'], { stdio: 'ignore' })
  cleanUp.push(async () => stranger.kill('SIGKILL'))
  await writeFile(
    join(dataDir, 'postgres', 'postmaster.pid'),
    `${stranger.pid}\n${dataDir}/postgres\n1\n5432\n\n\n`,
  )
  const { url } = await open()
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect(await identityOf(stranger.pid ?? 0)).toBeDefined()
})

test('a path of 200 characters works, with blanks and quotes in it', async () => {
  dataDir = join(parent, "it's a folder", 'x'.repeat(200), 'data')
  const first = await open()
  expect(await query(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  const { socketFolder = '' } = (await postmaster()) ?? {}
  expect(socketFolder.startsWith(dataDir)).toBe(false)
  expect(await readFile(join(dataDir, 'socket-folder'), 'utf8')).toBe(socketFolder)
  await first.close()
  expect((await open()).url).toBe(first.url)
})

test('the data folder of another major version is refused, and left as it was', async () => {
  await mkdir(join(dataDir, 'postgres'), { recursive: true })
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '17\n')
  await expect(open()).rejects.toThrow(
    /was made by PostgreSQL 17, but this version of Cadenza brings PostgreSQL 18, .* Nothing was changed. To move: /,
  )
  expect(await readdir(join(dataDir, 'postgres'))).toEqual(['PG_VERSION'])
})

test('a folder with files but no database is refused, an empty one is used', async () => {
  await mkdir(join(dataDir, 'postgres'), { recursive: true })
  await writeFile(join(dataDir, 'postgres', 'precious'), '')
  await expect(open()).rejects.toThrow('holds files, but no database')
  await rm(join(dataDir, 'postgres', 'precious'))
  await open()
})

test('what a start that was cut short left behind is made anew', async () => {
  await mkdir(join(dataDir, 'postgres.draft', 'base'), { recursive: true })
  await writeFile(join(dataDir, 'postgres.draft', 'PG_VERSION'), '18\n')
  await open()
  expect(await readdir(dataDir)).not.toContain('postgres.draft')
})

test("PostgreSQL's own reason is shown when it cannot start", async () => {
  await (await open()).close()
  const conf = join(dataDir, 'postgres', 'postgresql.conf')
  await writeFile(conf, `${await readFile(conf, 'utf8')}\nmax_connections = many\n`)
  await expect(open()).rejects.toThrow(
    /^PostgreSQL could not start: .*(max_connections|configuration file).*postgresql\.conf/,
  )
})

test('a data folder that cannot be used is named with the reason', async () => {
  await writeFile(join(parent, 'file'), '')
  await expect(open({ folder: join(parent, 'file') })).rejects.toThrow(/cannot be used: that path is a file/)
  await expect(open({ folder: join(parent, 'file', 'data') })).rejects.toThrow(
    /cannot be used: a part of that path is a file/,
  )
})
