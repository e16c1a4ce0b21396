import { systemClock } from '#platform/clock/index.ts'
import { identityOf } from '#platform/data-folder/index.ts'
import type { DatabaseLog } from '../types.ts'
import type { Launch } from './choose-launch.ts'
import type { Postmaster } from './postmaster.ts'
import { runProgram } from './run-program.ts'

const clock = systemClock()
const PAUSE = 10
const SAY_AFTER = 10_000

/** Ends a server: transactions still open are rolled back, everything else is on the disk when this resolves. */
export const stopPostgres = async (options: {
  postmaster: Postmaster
  pgData: string
  launch: Launch
  log: DatabaseLog
}): Promise<void> => {
  const { postmaster, pgData, launch, log } = options
  const identity = await identityOf(postmaster.pid)
  if (identity === undefined) return
  if (process.platform === 'win32') {
    await runProgram(launch, [launch.binaries.pgCtl, 'stop', '-m', 'fast', '-w', '-D', pgData])
    return
  }
  process.kill(postmaster.pid, 'SIGINT')
  for (let waited = 0; (await identityOf(postmaster.pid)) === identity; waited += PAUSE) {
    if (waited === SAY_AFTER)
      log.info({ pid: postmaster.pid }, 'waiting for PostgreSQL to write what it holds')
    await clock.sleep(PAUSE)
  }
}
