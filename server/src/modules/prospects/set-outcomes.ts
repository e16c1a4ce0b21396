import type { NewEvent } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { noteTexts } from './note-texts.ts'
import type { ProspectDeps } from './prospect-deps.ts'

/**
 * Sets the field Outcome of prospects, in the caller's transaction; those who have it already stay untouched. Prospects are locked in the order
 * of their addresses, as everywhere. Served by the primary key.
 */
export const setOutcomes = async (
  deps: ProspectDeps,
  input: {
    tx: Queryable
    companyId: string
    userId: string
    /** The last one counts of a prospect that is given twice. */
    outcomes: readonly { prospectId: string; outcome: string }[]
  },
): Promise<void> => {
  const { tx, companyId, userId } = input
  const outcomes = new Map(input.outcomes.map(({ prospectId, outcome }) => [prospectId, outcome]))
  if (outcomes.size === 0) return
  const now = deps.clock.now()
  const { rows } = await tx.query<{ id: string }>(
    `WITH locked AS (
       SELECT id FROM prospects WHERE company_id = $1 AND id = ANY($2::text[]) ORDER BY email_key FOR NO KEY UPDATE
     ), given AS (
       SELECT * FROM unnest($2::text[], $3::text[]) AS given (prospect_id, outcome)
     )
     UPDATE prospects p SET outcome = given.outcome, updated_at = $4,
       last_interaction_at = greatest(p.last_interaction_at, $4::timestamptz)
     FROM locked, given
     WHERE p.company_id = $1 AND p.id = locked.id AND given.prospect_id = p.id AND p.outcome IS DISTINCT FROM given.outcome
     RETURNING p.id`,
    [companyId, [...outcomes.keys()], [...outcomes.values()], now],
  )
  if (rows.length === 0) return
  await noteTexts(tx, { companyId, prospectIds: rows.map(({ id }) => id) })
  await deps.events.appendEvents(
    tx,
    companyId,
    rows.map(
      ({ id }): NewEvent => ({
        kind: 'prospect_updated',
        occurredAt: now,
        prospectId: id,
        userId,
        data: { source: 'task', fields: ['Outcome'] },
      }),
    ),
  )
  await deps.ports.onProspectsChanged(tx, { companyId, prospectIds: rows.map(({ id }) => id) })
}
