import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * Waits until the folder is ours to make: of several processes on one checkout one works, and the others wait for it. Resolves to what
 * ends the turn. A turn whose process is gone is taken over.
 */
export const takeTurn = async (folder) => {
  mkdirSync(dirname(folder), { recursive: true })
  for (;;) {
    try {
      mkdirSync(folder)
      writeFileSync(join(folder, 'pid'), String(process.pid))
      return () => rmSync(folder, { recursive: true, force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (isAbandoned(folder)) rmSync(folder, { recursive: true, force: true })
      else await pause(200)
    }
  }
}

const isAbandoned = (folder) => {
  const pid = Number(readPid(folder))
  // It makes the folder before it writes its id.
  if (!pid) return Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 5_000
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

const readPid = (folder) => {
  try {
    return readFileSync(join(folder, 'pid'), 'utf8')
  } catch {
    return undefined
  }
}
