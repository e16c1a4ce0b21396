// Reads events, the table of the module events.
import type { Queryable } from '#platform/db/index.ts'

/** What happened on one day. Opens and clicks are those of people, each mail counted once. */
export type DayReport = {
  /** YYYY-MM-DD. */
  day: string
  sent: number
  opened: number
  clicked: number
  replied: number
  outOfOffice: number
  bounced: number
  unsubscribed: number
  tasksDone: number
  completed: number
}

type Counts = Omit<DayReport, 'day'>

/**
 * Counts what happened in a company from one instant to another. No index serves it: all events of the company are read, which only a
 * simulation can afford.
 */
export const countEvents = async (
  db: Queryable,
  input: { companyId: string; from: Date; until: Date },
): Promise<Counts> => {
  const { rows } = await db.query<Counts>(
    `SELECT
       count(*) FILTER (WHERE kind = 'sent')::int AS sent,
       count(DISTINCT message_id) FILTER (WHERE kind = 'opened' AND data->>'machine' = 'false')::int AS opened,
       count(DISTINCT message_id) FILTER (WHERE kind = 'clicked' AND data->>'machine' = 'false')::int AS clicked,
       count(*) FILTER (WHERE kind = 'replied')::int AS replied,
       count(*) FILTER (WHERE kind = 'auto_replied')::int AS "outOfOffice",
       count(DISTINCT message_id) FILTER (WHERE kind IN ('bounced', 'refused'))::int AS bounced,
       count(*) FILTER (WHERE kind = 'unsubscribed')::int AS unsubscribed,
       count(*) FILTER (WHERE kind IN ('task_done', 'task_skipped'))::int AS "tasksDone",
       count(*) FILTER (WHERE kind = 'completed')::int AS completed
     FROM events WHERE company_id = $1 AND occurred_at >= $2 AND occurred_at < $3`,
    [input.companyId, input.from, input.until],
  )
  const [counts] = rows
  if (!counts) throw new Error('a count without GROUP BY answers one row')
  return counts
}
