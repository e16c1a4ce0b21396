import type { Clock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { Log } from '#platform/log/index.ts'
import type { Secrets } from '#platform/secrets/index.ts'

export type IdempotencyDeps = {
  db: Database
  clock: Clock
  newId: () => string
  log: Log
  secrets: Secrets
  /** This process as it stands in `processes`. */
  processId: string
}
