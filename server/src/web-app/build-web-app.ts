import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '#platform/log/index.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const SCRIPT = join(ROOT, 'scripts', 'build-web.mjs')

/**
 * Builds the web app when its sources have changed; takes a tenth of a second when they have not. A build that fails stops nothing: the
 * server goes on with the pages it has, and the log says so. An installation without the sources has its pages built.
 */
export const buildWebApp = async (log: Pick<Log, 'error'>): Promise<void> => {
  if (!existsSync(join(ROOT, 'web', 'src'))) return
  const child = spawn(process.execPath, [SCRIPT], { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'exit')
  if (code !== 0)
    log.error({ code }, 'The web app could not be built; npm run web:build says why. The rest works.')
}
