import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const MAIN = join(import.meta.dirname, '..', 'main.ts')

test('a demo that is ended while it is made leaves nothing behind, and no database server', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'demo-history-'))
  try {
    const child = spawn(process.execPath, [MAIN, 'write-demo-history', join(folder, 'demo.zip')], {
      env: { TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let words = ''
    child.stderr.on('data', (chunk) => {
      words += chunk
    })
    const closed = once(child, 'close')
    await Promise.race([once(child.stdout, 'data'), closed])
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^cadenza-simulation-/)])
    child.kill('SIGTERM')
    const [code] = await closed
    expect(code).not.toBe(0)
    expect(words).toContain('ended before its time')
    expect(await readdir(folder)).toEqual([])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
