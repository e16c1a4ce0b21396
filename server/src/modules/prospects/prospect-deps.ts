import type { Events } from '#modules/events/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import type { SuppressionReason } from './status.ts'

/** What others do when prospects change; handed in by app.ts, always inside the transaction that changes them. */
export type ProspectPorts = {
  /** Fields, owner or address of prospects that were there before have changed: what was held for a missing field may go on. */
  onProspectsChanged(tx: Queryable, input: { companyId: string; prospectIds: string[] }): Promise<void>
  /** They may no longer be mailed. Told again for those that already were suppressed. */
  onSuppressed(
    tx: Queryable,
    input: { companyId: string; prospectIds: string[]; reason: SuppressionReason },
  ): Promise<void>
  /** They are about to be deleted: whatever runs for them is to stop. */
  onProspectsDeleted(
    tx: Queryable,
    input: { companyId: string; userId: string; prospectIds: string[] },
  ): Promise<void>
}

export type ProspectDeps = {
  db: Database
  clock: Clock
  newId: NewId
  events: Pick<Events, 'appendEvents' | 'announce' | 'forgetPeople'>
  ports: ProspectPorts
}
