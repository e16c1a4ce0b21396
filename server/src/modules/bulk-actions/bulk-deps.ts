import type { Prospects } from '#modules/prospects/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import type { Jobs } from '#platform/jobs/index.ts'

type Some = { companyId: string; userId: string; prospectIds: readonly string[] }

/** What the engine does; handed in by app.ts. */
export type BulkPorts = {
  /** Starts them; answers who was not started, each with the reason. */
  start(input: Some & { sequenceId: string }): Promise<{ started: number; reasons: string[] }>
  /** All their runs, or those in one sequence. Answers how many runs changed. */
  stop(input: Some & { sequenceId?: string }): Promise<number>
  pause(input: Some & { until: Date | null }): Promise<number>
  resume(input: Some): Promise<number>
}

export type BulkDeps = {
  db: Database
  clock: Clock
  newId: NewId
  jobs: Jobs
  prospects: Pick<
    Prospects,
    | 'requireProspects'
    | 'listProspects'
    | 'giveToAll'
    | 'takeBack'
    | 'tagAll'
    | 'untagAll'
    | 'addPairs'
    | 'removePairs'
    | 'suppressProspects'
    | 'unsubscribeProspects'
    | 'deleteProspects'
    | 'createList'
  >
  ports: BulkPorts
}
