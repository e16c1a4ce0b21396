import type { Queryable } from '#platform/db/index.ts'
import { insertHold } from './hold-queries.ts'
import type { RecoveryDeps } from './recovery-deps.ts'

/** Holds a company that came from another installation, which may have gone on sending, until somebody confirms; tells its admins. */
export const holdCompany = async (
  { clock, ports }: RecoveryDeps,
  tx: Queryable,
  { companyId, exportedAt }: { companyId: string; exportedAt: Date },
): Promise<void> => {
  await insertHold(tx, { companyId, backupAt: exportedAt, now: clock.now() })
  await ports.notifyAdmins(tx, {
    companyId,
    text: `The company came here as it was on ${exportedAt.toISOString()}. What the other installation has sent since is not known here, so nothing is sent until an admin has looked and confirms. Sign in to the mailboxes again first.`,
  })
}
