import type { Prospects } from '#modules/prospects/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import type { Jobs } from '#platform/jobs/index.ts'
import type { Log } from '#platform/log/index.ts'

export type ImportsDeps = {
  db: Database
  clock: Clock
  newId: NewId
  log: Log
  jobs: Pick<Jobs, 'define' | 'enqueue'>
  ports: Pick<Prospects, 'writeImportedRows' | 'createList'>
}
