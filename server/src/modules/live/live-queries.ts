// Reads other modules' tables: events, prospects, imports, bulk_actions, mailboxes, notices.
import type { EventKind } from '#modules/events/index.ts'
import type { Database } from '#platform/db/index.ts'

export type SeenEvent = { id: string; kind: EventKind; owner_id: string | null }

/** Events from an id on, the newest first. The primary keys of events and prospects: a range, then a look-up each. */
export const selectEventsFrom = async (
  db: Database,
  { companyId, fromId, limit }: { companyId: string; fromId: string; limit: number },
): Promise<SeenEvent[]> => {
  const { rows } = await db.query<SeenEvent>(
    `SELECT event.id, event.kind, prospect.owner_id
     FROM events event
     LEFT JOIN prospects prospect ON prospect.company_id = event.company_id AND prospect.id = event.prospect_id
     WHERE event.company_id = $1 AND event.id >= $2
     ORDER BY event.id DESC
     LIMIT $3`,
    [companyId, fromId, limit],
  )
  return rows
}

/**
 * How things stand that change without an event, in a text for each path. Ranges of the primary keys of imports, bulk actions and notices
 * (what is younger than `fromId`), and the company's mailboxes.
 */
export const selectStandings = async (
  db: Database,
  { companyId, fromId }: { companyId: string; fromId: string },
): Promise<{ path: string; standing: string }[]> => {
  const { rows } = await db.query<{ path: string; standing: string }>(
    `SELECT '/imports' AS path, coalesce(string_agg(id || state || checkpoint || ' ' || read_bytes, ',' ORDER BY id), '') AS standing
     FROM imports WHERE company_id = $1 AND id >= $2
     UNION ALL
     SELECT '/bulk-actions', coalesce(string_agg(id || state || seen, ',' ORDER BY id), '')
     FROM bulk_actions WHERE company_id = $1 AND id >= $2
     UNION ALL
     SELECT '/notices', coalesce(max(id), '') FROM notices WHERE company_id = $1 AND id >= $2
     UNION ALL
     SELECT '/mailboxes', coalesce(string_agg(id || state || coalesce(pause_reason, '') || coalesce(sync_error, ''), ',' ORDER BY id), '')
     FROM mailboxes WHERE company_id = $1`,
    [companyId, fromId],
  )
  return rows
}
