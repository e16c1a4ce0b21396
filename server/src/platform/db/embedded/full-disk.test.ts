import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectDatabase } from '../connect-database.ts'
import { openDatabaseServer } from './open-database-server.ts'

const quiet = () => {}
const log = { info: quiet, warn: quiet, error: quiet }

const mountDisk = (folder: string, megabytes: number) =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
    .status === 0

const canMount = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'mount-'))
  const mounted = process.getuid?.() === 0 && mountDisk(folder, 1)
  if (mounted) execFileSync('umount', [folder])
  rmdirSync(folder)
  return mounted
})()

// Only root may make a small disk.
describe.skipIf(!canMount)('on a full disk', () => {
  let disk: string
  beforeEach(() => {
    disk = mkdtempSync(join(tmpdir(), 'disk-'))
  })
  afterEach(async () => {
    execFileSync('umount', ['--lazy', disk])
    await rm(disk, { recursive: true })
  })

  const resize = (megabytes: number) => execFileSync('mount', ['-o', `remount,size=${megabytes}m`, disk])
  const open = () => openDatabaseServer({ dataDir: join(disk, 'data'), log })
  const FULL =
    /^The disk that holds .* is full \(\d+ MB free\), so PostgreSQL could not .* Nothing that was saved is lost: make room and start again\.$/

  test('no database is half made; with room, the next start makes it', async () => {
    expect(mountDisk(disk, 20)).toBe(true)
    await expect(open()).rejects.toThrow(FULL)
    expect((await readdir(join(disk, 'data'))).filter((name) => name.startsWith('postgres'))).toEqual([])
    resize(300)
    await (await open()).close()
  })

  test('a statement fails, a start says why, and every acknowledged row is there once there is room', async () => {
    expect(mountDisk(disk, 120)).toBe(true)
    const server = await open()
    const db = connectDatabase({ url: server.url })
    await db.query('CREATE TABLE kept (n bigint PRIMARY KEY, filling text NOT NULL)')
    let acknowledged = 0
    const fill = async () => {
      for (;;) {
        await db.query(
          `INSERT INTO kept SELECT $1, string_agg(md5(random()::text), '') FROM generate_series(1, 30000)`,
          [acknowledged + 1],
        )
        acknowledged += 1
      }
    }
    await expect(fill()).rejects.toThrow()
    expect(acknowledged).toBeGreaterThan(5)
    await db.close()
    await server.close()
    const left = execFileSync('df', ['--output=avail', '-B1', disk]).toString().split('\n')[1]
    await writeFile(join(disk, 'ballast'), Buffer.alloc(Number(left)))
    const refused = await open().then(
      (started) => started.close(),
      (error: Error) => error.message,
    )
    if (refused !== undefined) expect(refused).toMatch(FULL)

    resize(400)
    const again = await open()
    const reader = connectDatabase({ url: again.url })
    const { rows } = await reader.query('SELECT count(*) AS n, max(n) AS last FROM kept')
    expect(rows).toEqual([{ n: acknowledged, last: acknowledged }])
    await reader.close()
    await again.close()
  })
})
