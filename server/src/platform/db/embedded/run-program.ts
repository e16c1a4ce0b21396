import { type ChildProcess, spawn } from 'node:child_process'
import type { Launch } from './choose-launch.ts'

/** PostgreSQL reads PGDATA, PGPORT, locale and time zone from the environment; nothing of ours may reach it. Windows needs its own. */
const environment = () =>
  process.platform === 'win32' ? {} : { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' } }

/** Starts one of PostgreSQL's programs in a process session of its own, so that no Ctrl-C of ours reaches it. */
export const startProgram = (
  launch: Launch,
  words: readonly string[],
  output: 'pipe' | number = 'pipe',
): ChildProcess => {
  const [program = '', ...rest] = [...launch.prefix, ...words]
  return spawn(program, rest, {
    ...environment(),
    ...launch.spawnAs,
    cwd: '/',
    detached: true,
    windowsHide: true,
    stdio: ['ignore', output, output],
  })
}

/** Runs one of PostgreSQL's programs to its end and collects what it printed. Rejects only when it cannot be started. */
export const runProgram = (
  launch: Launch,
  words: readonly string[],
): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve, reject) => {
    const child = startProgram(launch, words)
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
