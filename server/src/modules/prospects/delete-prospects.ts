import type { Queryable } from '#platform/db/index.ts'
import { invalidInput } from '#platform/errors/index.ts'
import type { ProspectDeps } from './prospect-deps.ts'

/** In one transaction. */
const MOST = 1000

/**
 * Deletes prospects with all that belongs to them: mails, answers, notes, tasks, calls, runs. First whatever runs for them is stopped, so that no
 * mail of theirs starts any more. Suppressions stay, and so do events, for reports, without what is personal. Answers those that were there;
 * ids of nobody are no error.
 */
export const deleteProspects = (
  deps: ProspectDeps,
  { tx, ...input }: { tx?: Queryable; companyId: string; userId: string; prospectIds: readonly string[] },
): Promise<{ deletedIds: string[] }> => {
  if (input.prospectIds.length > MOST)
    throw invalidInput('prospectIds', `prospectIds names more than ${MOST}; delete them in several goes.`)
  return tx ? deleteIn(deps, tx, input) : deps.db.transaction((own) => deleteIn(deps, own, input))
}

const deleteIn = async (
  { clock, events, ports }: ProspectDeps,
  tx: Queryable,
  { companyId, userId, ...input }: { companyId: string; userId: string; prospectIds: readonly string[] },
): Promise<{ deletedIds: string[] }> => {
  const prospectIds = await presentIds(tx, { companyId, prospectIds: input.prospectIds })
  if (prospectIds.length === 0) return { deletedIds: [] }
  await ports.onProspectsDeleted(tx, { companyId, userId, prospectIds })
  await events.forgetPeople(tx, { companyId, prospectIds })
  // While they are there, for webhooks tell who it was.
  await events.appendEvents(
    tx,
    companyId,
    prospectIds.map((prospectId) => ({
      kind: 'prospect_deleted',
      occurredAt: clock.now(),
      prospectId,
      userId,
      data: {},
    })),
  )
  // Rows of other modules go with it, by the indexes that each has over its prospect.
  const { rows } = await tx.query<{ id: string }>(
    'DELETE FROM prospects WHERE company_id = $1 AND id = ANY($2::text[]) RETURNING id',
    [companyId, prospectIds],
  )
  return { deletedIds: rows.map(({ id }) => id) }
}

/** Index prospects_pkey. */
const presentIds = async (
  tx: Queryable,
  { companyId, prospectIds }: { companyId: string; prospectIds: readonly string[] },
): Promise<string[]> => {
  const { rows } = await tx.query<{ id: string }>(
    'SELECT id FROM prospects WHERE company_id = $1 AND id = ANY($2::text[]) ORDER BY email_key',
    [companyId, prospectIds],
  )
  return rows.map(({ id }) => id)
}
