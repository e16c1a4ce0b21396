import { systemClock } from '#platform/clock/index.ts'
import { identityOf } from '#platform/data-folder/index.ts'
import type { DatabaseLog } from '../types.ts'
import type { Launch } from './choose-launch.ts'
import type { Postmaster } from './postmaster.ts'
import { runProgram } from './run-program.ts'
import { askServer } from './when-ready.ts'

const clock = systemClock()
const PAUSE = 10
/** A shutdown that takes longer is cut short; what it had not written yet is read from the write-ahead log at the next start. */
const PATIENCE = 15_000

/** Ends a server: transactions still open are rolled back, what was committed stays. */
export const stopPostgres = async (options: {
  postmaster: Postmaster
  pgData: string
  /** Of any of its databases. */
  url: string
  launch: Launch
  log: DatabaseLog
}): Promise<void> => {
  const { postmaster, pgData, url, launch, log } = options
  const identity = await identityOf(postmaster.pid)
  if (identity === undefined) return
  if (process.platform === 'win32') {
    await runProgram(launch, [launch.binaries.pgCtl, 'stop', '-m', 'fast', '-w', '-D', pgData])
    return
  }
  // PostgreSQL 18 never ends when it is told to shut down in the midst of recovering from a crash, where there is nothing to write.
  const state = await askServer(url).catch(() => 'ready')
  process.kill(postmaster.pid, state === 'starting' ? 'SIGQUIT' : 'SIGINT')
  for (let waited = 0; (await identityOf(postmaster.pid)) === identity; waited += PAUSE) {
    if (waited === PATIENCE) {
      log.warn({ pid: postmaster.pid }, 'PostgreSQL takes long to stop; it is made to')
      process.kill(postmaster.pid, 'SIGQUIT')
    }
    await clock.sleep(PAUSE)
  }
}
