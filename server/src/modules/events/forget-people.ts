import type { Queryable } from '#platform/db/index.ts'

/** Keys of events' data that may say who somebody is or what was said; what reports count has others. */
const PERSONAL = [
  ...['agent', 'from', 'message', 'notes', 'recipient', 'returnsOn', 'subject', 'tags', 'task', 'title'],
  ...['to', 'value'],
]

/**
 * Takes what is personal out of the events of deleted prospects, in the transaction that deletes them. The events themselves stay: reports are
 * rebuilt from them. Index events_prospect.
 */
export const forgetPeople = async (
  tx: Queryable,
  { companyId, prospectIds }: { companyId: string; prospectIds: readonly string[] },
): Promise<void> => {
  await tx.query(
    `UPDATE events SET data = data - $3::text[]
     WHERE company_id = $1 AND prospect_id = ANY($2::text[]) AND data ?| $3::text[]`,
    [companyId, prospectIds, PERSONAL],
  )
}
