import type { Queryable } from '#platform/db/index.ts'
import type { StoredEvent } from './event.ts'

/** Where a page of a timeline ended. */
export type TimelineCursor = { occurredAt: Date; id: string }

/**
 * The newest events of a prospect, newest first, at most `limit`; `before` is the last event of the page that came before.
 * Index events_prospect, read backwards.
 */
export const timeline = async (
  db: Queryable,
  {
    companyId,
    prospectId,
    before,
    limit,
  }: { companyId: string; prospectId: string; before?: TimelineCursor | undefined; limit: number },
): Promise<StoredEvent[]> => {
  const older = before ? 'AND (occurred_at, id) < ($4::timestamptz, $5)' : ''
  const { rows } = await db.query<StoredEvent>(
    `SELECT id, kind, occurred_at AS "occurredAt", prospect_id AS "prospectId", enrolment_id AS "enrolmentId",
       sequence_id AS "sequenceId", step_id AS "stepId", option_id AS "optionId", message_id AS "messageId",
       mailbox_id AS "mailboxId", user_id AS "userId", data
     FROM events
     WHERE company_id = $1 AND prospect_id = $2 ${older}
     ORDER BY occurred_at DESC, id DESC
     LIMIT $3`,
    [companyId, prospectId, limit, ...(before ? [before.occurredAt, before.id] : [])],
  )
  return rows
}
