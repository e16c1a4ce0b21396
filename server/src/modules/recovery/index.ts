import type { Queryable } from '#platform/db/index.ts'
import { confirmSending, recoveryReport } from './confirm-sending.ts'
import { holdCompany } from './hold-company.ts'
import { openHoldOf, openHolds } from './hold-queries.ts'
import { holdSending } from './hold-sending.ts'
import type { RecoveryDeps } from './recovery-deps.ts'

export type { RecoveryReport } from './confirm-sending.ts'
export type { SendingHold } from './hold-queries.ts'
export type { Look, LostMail } from './look-into-sent.ts'
export type { RecoveryDeps, RecoveryPorts, SentMail } from './recovery-deps.ts'
export { addRecoveryRoutes } from './routes.ts'

/** After a restore: mails that left since the backup are not known, so nothing is sent until somebody has looked and confirms. */
export const createRecovery = (deps: RecoveryDeps) => ({
  /** In the transaction that restores. */
  holdSending: (tx: Queryable, input: { backupAt: Date }) => holdSending(deps, tx, input),
  /** In the transaction that brings it from another installation. */
  holdCompany: (tx: Queryable, input: { companyId: string; exportedAt: Date }) =>
    holdCompany(deps, tx, input),
  openHolds: () => openHolds(deps.db),
  openHoldOf: ({ companyId }: { companyId: string }) => openHoldOf(deps.db, companyId),
  recoveryReport: (input: Parameters<typeof recoveryReport>[1]) => recoveryReport(deps, input),
  confirmSending: (input: Parameters<typeof confirmSending>[1]) => confirmSending(deps, input),
})

export type Recovery = ReturnType<typeof createRecovery>
