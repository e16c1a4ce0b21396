import type { Clock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import type { Log } from '#platform/log/index.ts'
import type { EnginePorts } from './ports.ts'

/** What every use case of the engine is built from. */
export type EngineDeps = {
  db: Database
  clock: Clock
  newId: NewId
  /** A number in [0, 1); seeded in the simulated world. */
  random: () => number
  log: Pick<Log, 'error'>
  ports: EnginePorts
}
