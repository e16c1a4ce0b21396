// The engine's own tables are enrolments, lanes, mailbox_slots and sequence_pace. It reads sequences and mailboxes (state) and prospects
// (zone).
import type { Queryable } from '#platform/db/index.ts'
import type { LaneHead } from './core/index.ts'
import {
  ENROLMENT_COLUMNS,
  type EnrolmentRow,
  readEnrolment,
  type StoredEnrolment,
} from './stored-enrolment.ts'

/** A sequence's work for one mailbox; `mailboxId` is '' for tasks. */
export type Lane = { companyId: string; sequenceId: string; mailboxId: string }

// A lane runs when its sequence is live and its mailbox runs and has a free slot. Due work is asked for with one index probe each for
// follow-ups and first mails (enrolments_lane), so the rows of paused cadences and exhausted mailboxes are never touched.
const RUNNING_LANES = `lanes l
  JOIN sequences s ON s.company_id = l.company_id AND s.id = l.sequence_id AND s.state = 'live'
  LEFT JOIN mailboxes m ON m.company_id = l.company_id AND m.id = l.mailbox_id
  LEFT JOIN mailbox_slots ms ON ms.company_id = l.company_id AND ms.mailbox_id = l.mailbox_id
  LEFT JOIN sequence_pace sp ON sp.company_id = l.company_id AND sp.sequence_id = l.sequence_id
  WHERE (l.mailbox_id = '' OR m.state = 'running')`

const due = (first: boolean): string => `SELECT e.due_at FROM enrolments e
  WHERE e.company_id = l.company_id AND e.sequence_id = l.sequence_id AND e.lane_mailbox_id = l.mailbox_id
    AND e.first_mail = ${first} AND e.phase = 'due'`

/** The lanes in which something is due now and may be taken, over all companies. */
export const lanesWithWork = async (tx: Queryable, now: Date): Promise<Lane[]> => {
  const { rows } = await tx.query<{ company_id: string; sequence_id: string; mailbox_id: string }>(
    `SELECT l.company_id, l.sequence_id, l.mailbox_id FROM ${RUNNING_LANES}
       AND (l.mailbox_id = '' OR ms.next_slot_at <= $1)
       AND (EXISTS (${due(false)} AND e.due_at <= $1)
         OR ((sp.throttled_until IS NULL OR sp.throttled_until <= $1) AND EXISTS (${due(true)} AND e.due_at <= $1)))
     ORDER BY l.company_id, l.mailbox_id, l.sequence_id`,
    [now],
  )
  return rows.map((row) => ({
    companyId: row.company_id,
    sequenceId: row.sequence_id,
    mailboxId: row.mailbox_id,
  }))
}

/** When the next lane will have work that may be taken, or null when nothing waits. */
export const nextLaneWorkAt = async (tx: Queryable): Promise<Date | null> => {
  const { rows } = await tx.query<{ at: Date | null }>(
    `SELECT min(least(
       greatest((${due(false)} ORDER BY e.due_at LIMIT 1), ms.next_slot_at),
       greatest((${due(true)} ORDER BY e.due_at LIMIT 1), ms.next_slot_at, sp.throttled_until))) AS at
     FROM ${RUNNING_LANES}`,
  )
  return rows[0]?.at ?? null
}

/** How many enrolments to take from one end of a lane. */
export type LaneTake = { sequenceId: string; mailboxId: string; firstMail: boolean; limit: number }

const takeArrays = (takes: readonly LaneTake[]) => [
  takes.map((take) => take.sequenceId),
  takes.map((take) => take.mailboxId),
  takes.map((take) => take.firstMail),
  takes.map((take) => take.limit),
]

/** The due times at the heads of lanes, without locking anything. An index-only read of enrolments_lane. */
export const laneHeads = async (
  tx: Queryable,
  { companyId, takes, now }: { companyId: string; takes: readonly LaneTake[]; now: Date },
): Promise<LaneHead[]> => {
  const { rows } = await tx.query<{
    sequence_id: string
    mailbox_id: string
    first_mail: boolean
    due_at: Date
  }>(
    `SELECT take.sequence_id, take.mailbox_id, take.first_mail, head.due_at
     FROM unnest($2::text[], $3::text[], $4::boolean[], $5::integer[]) AS take(sequence_id, mailbox_id, first_mail, most)
     CROSS JOIN LATERAL (
       SELECT e.due_at FROM enrolments e
       WHERE e.company_id = $1 AND e.sequence_id = take.sequence_id AND e.lane_mailbox_id = take.mailbox_id
         AND e.first_mail = take.first_mail AND e.phase = 'due' AND e.due_at <= $6
       ORDER BY e.due_at LIMIT take.most) head`,
    [companyId, ...takeArrays(takes), now],
  )
  return rows.map((row) => ({
    sequenceId: row.sequence_id,
    mailboxId: row.mailbox_id,
    firstMail: row.first_mail,
    dueAt: row.due_at,
  }))
}

/** Locks the due enrolments at the heads of lanes; those that another transaction holds are passed over. Served by enrolments_lane. */
export const claimFromLanes = async (
  tx: Queryable,
  { companyId, takes, now }: { companyId: string; takes: readonly LaneTake[]; now: Date },
): Promise<StoredEnrolment[]> => {
  if (takes.length === 0) return []
  const { rows } = await tx.query<EnrolmentRow>(
    `WITH taken AS MATERIALIZED (
       SELECT e.* FROM unnest($2::text[], $3::text[], $4::boolean[], $5::integer[]) AS take(sequence_id, mailbox_id, first_mail, most)
       CROSS JOIN LATERAL (
         SELECT e.* FROM enrolments e
         WHERE e.company_id = $1 AND e.sequence_id = take.sequence_id AND e.lane_mailbox_id = take.mailbox_id
           AND e.first_mail = take.first_mail AND e.phase = 'due' AND e.due_at <= $6
         ORDER BY e.due_at LIMIT take.most
         FOR UPDATE SKIP LOCKED) e)
     SELECT ${ENROLMENT_COLUMNS} FROM taken e
     JOIN prospects p ON p.company_id = e.company_id AND p.id = e.prospect_id
     LEFT JOIN mailboxes m ON m.company_id = e.company_id AND m.id = e.mailbox_id`,
    [companyId, ...takeArrays(takes), now],
  )
  return rows.map(readEnrolment)
}

/** Makes sure that lanes exist, and counts the enrolments given to each (for equal shares). */
export const addToLanes = async (
  tx: Queryable,
  companyId: string,
  lanes: readonly { sequenceId: string; mailboxId: string; assigned: number }[],
): Promise<void> => {
  if (lanes.length === 0) return
  await tx.query(
    `INSERT INTO lanes (company_id, sequence_id, mailbox_id, assigned)
     SELECT $1, x.sequence_id, x.mailbox_id, x.assigned
     FROM unnest($2::text[], $3::text[], $4::bigint[]) AS x(sequence_id, mailbox_id, assigned)
     ORDER BY x.sequence_id, x.mailbox_id
     ON CONFLICT (company_id, sequence_id, mailbox_id)
       DO UPDATE SET assigned = lanes.assigned + excluded.assigned WHERE excluded.assigned > 0`,
    [
      companyId,
      lanes.map((lane) => lane.sequenceId),
      lanes.map((lane) => lane.mailboxId),
      lanes.map((lane) => lane.assigned),
    ],
  )
}

/** How many enrolments of a sequence each mailbox was given so far. */
export const lanesOfSequence = async (
  tx: Queryable,
  companyId: string,
  sequenceId: string,
): Promise<Map<string, number>> => {
  const { rows } = await tx.query<{ mailbox_id: string; assigned: number }>(
    'SELECT mailbox_id, assigned FROM lanes WHERE company_id = $1 AND sequence_id = $2',
    [companyId, sequenceId],
  )
  return new Map(rows.map((row) => [row.mailbox_id, Number(row.assigned)]))
}
