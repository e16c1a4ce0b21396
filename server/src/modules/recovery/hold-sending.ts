import type { Queryable } from '#platform/db/index.ts'
import { insertHolds } from './hold-queries.ts'
import type { RecoveryDeps } from './recovery-deps.ts'

/** Holds every company until somebody confirms, and tells its admins. */
export const holdSending = async (
  { clock, ports }: RecoveryDeps,
  tx: Queryable,
  { backupAt }: { backupAt: Date },
): Promise<void> => {
  const companyIds = await insertHolds(tx, { backupAt, now: clock.now() })
  for (const companyId of companyIds)
    await ports.notifyAdmins(tx, {
      companyId,
      text: `This installation was restored from a backup of ${backupAt.toISOString()}. What was sent, unsubscribed or changed after it is not known, so nothing is sent until an admin has looked and confirms.`,
    })
}
