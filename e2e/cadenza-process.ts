import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'

const CHECKOUT = resolve(import.meta.dirname, '..')
const MAIN = join(CHECKOUT, 'server', 'src', 'main.ts')

type Surroundings = { env?: Record<string, string>; cwd?: string; input?: string }

/** What a command printed, and how it ended. */
export type Finished = { code: number | null; out: string; err: string; json: () => unknown }

const launch = (args: readonly string[], { env = {}, cwd = CHECKOUT }: Surroundings): ChildProcess => {
  // Neither the suite's database nor what npm tells its scripts is meant for the program under test.
  const { DATABASE_URL: _database, INIT_CWD: _folder, npm_lifecycle_event: _script, ...own } = process.env
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, env: { ...own, ...env }, stdio: 'pipe' })
  // Whatever becomes of a test, its processes do not outlive it.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  return child
}

/** Runs one command of Cadenza as a process of its own, as its users do. */
export const cadenza = async (
  args: readonly string[],
  surroundings: Surroundings = {},
): Promise<Finished> => {
  const child = launch(args, surroundings)
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk) => {
    out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    err += chunk
  })
  child.stdin?.end(surroundings.input ?? '')
  const [code] = await once(child, 'close')
  return { code: typeof code === 'number' ? code : null, out, err, json: () => JSON.parse(out) }
}

/** The same for a command that has to succeed; answers what it printed as JSON. */
export const cadenzaJson = async <T>(
  args: readonly string[],
  surroundings: Surroundings = {},
): Promise<T> => {
  const { code, out, err } = await cadenza([...args, '--json'], surroundings)
  if (code !== 0) throw new Error(`cadenza ${args.join(' ')} ended with ${code}: ${out}${err}`)
  const value: T = JSON.parse(out)
  return value
}

export type ServerProcess = {
  url: string
  /** What it has printed so far. */
  printed(): string
  pid: number
  /** Sends a signal and resolves with the exit code when the process has ended. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** Starts `cadenza serve` as a process and waits until it answers; throws what it printed when it ends instead. */
export const startServerProcess = async (
  args: readonly string[],
  surroundings: Surroundings = {},
): Promise<ServerProcess> => {
  const child = launch(['serve', ...args], surroundings)
  let printed = ''
  const ended = once(child, 'exit')
  const url = await new Promise<string>((found, failed) => {
    const take = (chunk: unknown) => {
      printed += chunk
      const line = /Cadenza runs at (http\S+)/.exec(printed)?.[1]
      if (line && printed.includes('Ctrl-C')) found(line)
    }
    child.stdout?.on('data', take)
    child.stderr?.on('data', take)
    child.once('close', (code) => failed(new Error(`the server ended with ${code}: ${printed}`)))
  })
  return {
    url,
    printed: () => printed,
    pid: child.pid ?? 0,
    end: async (signal) => {
      child.kill(signal)
      const [code] = await ended
      return typeof code === 'number' ? code : null
    },
  }
}
