import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const SCRIPT = join(import.meta.dirname, '..', '..', 'scripts', 'build-web.mjs')

/** Builds the web app if its sources changed since the last build. Throws with what Vite said. */
export const buildWeb = async (): Promise<void> => {
  const child = spawn(process.execPath, [SCRIPT], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`The web app could not be built:\n${said}`)
}
