import type { ProspectDeps } from './prospect-deps.ts'

const AT_A_TIME = 1_000

/**
 * Gives up to 1,000 prospects of one member to another, each step whole; answers how many, so that whoever calls goes on until none is left.
 * Index prospects_owner; locked in the order of their addresses, as everywhere.
 */
export const handOverProspects = (
  deps: ProspectDeps,
  input: { companyId: string; fromId: string; toId: string; userId: string },
): Promise<number> =>
  deps.db.transaction(async (tx) => {
    const { companyId, fromId, toId, userId } = input
    const now = deps.clock.now()
    const { rows } = await tx.query<{ id: string }>(
      `WITH chosen AS (
         SELECT id FROM prospects WHERE company_id = $1 AND owner_id = $2 ORDER BY list_id, id LIMIT ${AT_A_TIME}
       ), locked AS (
         SELECT p.id FROM prospects p JOIN chosen ON chosen.id = p.id WHERE p.company_id = $1 ORDER BY p.email_key FOR NO KEY UPDATE OF p
       )
       UPDATE prospects p SET owner_id = $3, updated_at = $4
       FROM locked WHERE p.company_id = $1 AND p.id = locked.id AND p.owner_id = $2 RETURNING p.id`,
      [companyId, fromId, toId, now],
    )
    const prospectIds = rows.map(({ id }) => id)
    await deps.events.appendEvents(
      tx,
      companyId,
      prospectIds.map((prospectId) => ({
        kind: 'owner_changed' as const,
        ...{ occurredAt: now, prospectId, userId, data: { from: fromId, to: toId } },
      })),
    )
    if (prospectIds.length > 0) await deps.ports.onProspectsChanged(tx, { companyId, prospectIds })
    return prospectIds.length
  })
