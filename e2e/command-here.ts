import { vi } from 'vitest'
import { runCommandLine } from '../server/src/cli/run-command-line.ts'

/**
 * The same as `cadenzaJson`, within the test's own process: for setting a scene, where a process of its own would show nothing and cost
 * seconds. The installation is named by flags.
 */
export const commandHere = async (
  args: readonly string[],
  { env }: { env: { DATABASE_URL: string; DATA_DIR: string } },
): Promise<unknown> => {
  const printed: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(String(text)))
  try {
    const place = ['--database-url', env.DATABASE_URL, '--data-dir', env.DATA_DIR]
    const code = await runCommandLine([...place, ...args, '--json'])
    const text = printed.join('\n')
    if (code !== 0) throw new Error(`cadenza ${args.join(' ')} ended with ${code}: ${text}`)
    return JSON.parse(text)
  } finally {
    log.mockRestore()
  }
}
