import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const MAIN = join(import.meta.dirname, '..', '..', 'main.ts')
const KEPT_WORDS = 2_000

/**
 * Has the history of a demo company written by a process of its own, since it takes a processor for the better part of a minute. Throws with
 * what that process said.
 */
export const spawnHistory = async (
  path: string,
  { onPercent, signal }: { onPercent(percent: number): void; signal: AbortSignal },
): Promise<void> => {
  const child = spawn(process.execPath, [MAIN, 'write-demo-history', path], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  })
  let words = ''
  child.stderr.on('data', (chunk) => {
    words = `${words}${chunk}`.slice(-KEPT_WORDS)
  })
  createInterface(child.stdout).on('line', (line) => onPercent(Number(line)))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`The demo could not be made: ${words.trim() || `it ended with ${code}`}`)
}
