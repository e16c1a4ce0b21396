// Reads mailboxes and prospects (whose they are) and sequences (whether they run) beside the engine's own tables.
import type { Queryable } from '#platform/db/index.ts'

type Whose = { companyId: string; ownerId: string | null }

const MOST_WAITING = 10_000
const MOST_HELD = 1_000

/** Reads the company's mailboxes and their slots by their primary keys: as many rows as there are mailboxes. */
export const mailsBegunToday = async (
  db: Queryable,
  { companyId, ownerId, now }: Whose & { now: Date },
): Promise<number> => {
  const { rows } = await db.query<{ mails: number }>(
    `SELECT coalesce(sum(s.day_count), 0)::integer AS mails
     FROM mailbox_slots s JOIN mailboxes m ON (m.company_id, m.id) = (s.company_id, s.mailbox_id)
     WHERE s.company_id = $1 AND s.day = ($2::timestamptz AT TIME ZONE m.zone)::date
       AND ($3::text IS NULL OR m.user_id = $3)`,
    [companyId, now, ownerId],
  )
  return rows[0]?.mails ?? 0
}

/** For each lane that runs, two ranges of lane_entries_lane (follow-ups, first mails) up to the moment; ends at the most. */
export const mailsDue = async (
  db: Queryable,
  { companyId, ownerId, until }: Whose & { until: Date },
): Promise<number> => {
  const { rows } = await db.query<{ mails: number }>(
    `SELECT count(*)::integer AS mails FROM (
       SELECT FROM mailboxes m
       JOIN lanes l ON l.company_id = m.company_id AND l.mailbox_id = m.id
       JOIN sequences s ON (s.company_id, s.id) = (l.company_id, l.sequence_id) AND s.state = 'live'
       JOIN lane_entries e ON e.company_id = l.company_id AND e.sequence_id = l.sequence_id
         AND e.mailbox_id = l.mailbox_id AND e.first_mail = ANY ('{true,false}') AND e.due_at < $2
       WHERE m.company_id = $1 AND m.state = 'running' AND ($3::text IS NULL OR m.user_id = $3)
       LIMIT $4) AS due`,
    [companyId, until, ownerId, MOST_WAITING],
  )
  return rows[0]?.mails ?? 0
}

/** Reads enrolments_held, which holds only those; prospects by their primary key where a member is asked for. */
export const heldNow = async (db: Queryable, { companyId, ownerId }: Whose): Promise<number> => {
  const { rows } = await db.query<{ prospects: number }>(
    `SELECT count(*)::integer AS prospects FROM (
       SELECT FROM enrolments e
       WHERE e.company_id = $1 AND e.hold IS NOT NULL AND e.phase = 'held'
         AND ($2::text IS NULL OR EXISTS (
           SELECT FROM prospects p
           WHERE p.company_id = e.company_id AND p.id = e.prospect_id AND p.owner_id = $2))
       LIMIT $3) AS held`,
    [companyId, ownerId, MOST_HELD],
  )
  return rows[0]?.prospects ?? 0
}
