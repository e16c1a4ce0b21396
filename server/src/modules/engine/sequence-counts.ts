import { type EnrolmentStatus, STATUSES, statusLabel } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import { countsOfStatus } from './waiting-queries.ts'

/** How many prospects a sequence has of each status, or how many of one member's, zeros included, those under way first. */
export const sequenceCounts = async (
  deps: Pick<EngineDeps, 'db'>,
  input: { companyId: string; sequenceId: string; ownerId?: string | undefined },
): Promise<{ status: EnrolmentStatus; statusLabel: string; prospects: number }[]> => {
  const counts = await countsOfStatus(deps.db, input)
  return STATUSES.map((status) => ({
    status,
    statusLabel: statusLabel(status),
    prospects: counts.get(status) ?? 0,
  }))
}
