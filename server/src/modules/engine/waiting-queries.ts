// The engine's own tables are enrolments, lanes, lane_entries, mailbox_slots and sequence_pace. Also reads prospects (name, zone), mailboxes and sequences
// (state and why they are paused) and messages (state of the mail in hand).
import type { Queryable } from '#platform/db/index.ts'
import type { EnrolmentPhase, EnrolmentStatus, Hold, MailboxLimits, Place } from './core/index.ts'
import { PACE_COLUMNS, type PacedMailbox, type PaceRow, readPaced } from './pace-queries.ts'
import {
  ENROLMENT_COLUMNS,
  type EnrolmentRow,
  readEnrolment,
  type StoredEnrolment,
} from './stored-enrolment.ts'

export type ReportedEnrolment = { enrolment: StoredEnrolment; email: string; name: string }

/**
 * A page of a sequence's enrolments of one status, by id. Served by enrolments_sequence; the primary keys serve what is joined. 50 out of
 * 100,000 take 0.4 ms; where few of those match what else is asked, all are looked at: 0.2 s.
 */
export const enrolmentsOfStatus = async (
  tx: Queryable,
  input: {
    companyId: string
    sequenceId: string
    status: EnrolmentStatus
    /** Only this member's prospects. */
    ownerId?: string | undefined
    phase?: EnrolmentPhase | undefined
    /** Who stands at this step or node. */
    stepId?: string | undefined
    /** A part of the address or of the name. */
    search?: string | undefined
    after: string
    limit: number
  },
): Promise<ReportedEnrolment[]> => {
  const { rows } = await tx.query<EnrolmentRow & { email: string; name: string | null }>(
    `SELECT ${ENROLMENT_COLUMNS}, p.email,
       coalesce(p.full_name, nullif(concat_ws(' ', p.first_name, p.last_name), '')) AS name
     FROM enrolments e
     JOIN prospects p ON p.company_id = e.company_id AND p.id = e.prospect_id
     LEFT JOIN mailboxes m ON m.company_id = e.company_id AND m.id = e.mailbox_id
     WHERE e.company_id = $1 AND e.sequence_id = $2 AND e.status = $3 AND e.id > $4
       AND ($6::text IS NULL OR p.owner_id = $6) AND ($7::text IS NULL OR e.phase = $7)
       AND ($8::text IS NULL OR e.step_id = $8)
       AND ($9::text IS NULL OR p.email ILIKE $9
         OR coalesce(p.full_name, concat_ws(' ', p.first_name, p.last_name)) ILIKE $9)
     ORDER BY e.id LIMIT $5`,
    [
      ...[input.companyId, input.sequenceId, input.status, input.after, input.limit, input.ownerId ?? null],
      ...[input.phase ?? null, input.stepId ?? null, partOf(input.search)],
    ],
  )
  return rows.map((row) => ({ enrolment: readEnrolment(row), email: row.email, name: row.name ?? '' }))
}

const partOf = (search: string | undefined): string | null => {
  const text = search?.trim() ?? ''
  return text === '' ? null : `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
}

/**
 * How many of those under way are in each phase, or only of one member's prospects. Served by enrolments_sequence; 60 ms for 100,000.
 */
export const countsOfPhase = async (
  tx: Queryable,
  input: { companyId: string; sequenceId: string; ownerId?: string | undefined },
): Promise<{ phase: EnrolmentPhase; prospects: number }[]> => {
  const { rows } = await tx.query<{ phase: EnrolmentPhase; prospects: number }>(
    `SELECT e.phase, count(*)::integer AS prospects FROM enrolments e
     WHERE e.company_id = $1 AND e.sequence_id = $2 AND e.status = 'in_cadence' AND ($3::text IS NULL OR EXISTS (
       SELECT FROM prospects p WHERE p.company_id = e.company_id AND p.id = e.prospect_id AND p.owner_id = $3))
     GROUP BY e.phase ORDER BY e.phase`,
    [input.companyId, input.sequenceId, input.ownerId ?? null],
  )
  return rows
}

/**
 * How many enrolments a sequence has of each status, or only of one member's prospects; one without any is missing. Served by
 * enrolments_sequence; 50 ms for 100,000.
 */
export const countsOfStatus = async (
  tx: Queryable,
  input: { companyId: string; sequenceId: string; ownerId?: string | undefined },
): Promise<Map<EnrolmentStatus, number>> => {
  const { rows } = await tx.query<{ status: EnrolmentStatus; prospects: number }>(
    `SELECT e.status, count(*) AS prospects FROM enrolments e
     WHERE e.company_id = $1 AND e.sequence_id = $2 AND ($3::text IS NULL OR EXISTS (
       SELECT FROM prospects p WHERE p.company_id = e.company_id AND p.id = e.prospect_id AND p.owner_id = $3))
     GROUP BY e.status`,
    [input.companyId, input.sequenceId, input.ownerId ?? null],
  )
  return new Map(rows.map((row) => [row.status, row.prospects]))
}

/** Why a sequence is paused, if it is and somebody said. Served by the primary key. */
export const sequencePauseReason = async (
  tx: Queryable,
  { companyId, sequenceId }: { companyId: string; sequenceId: string },
): Promise<string | null> => {
  const { rows } = await tx.query<{ pause_reason: string | null }>(
    'SELECT pause_reason FROM sequences WHERE company_id = $1 AND id = $2',
    [companyId, sequenceId],
  )
  return rows[0]?.pause_reason ?? null
}

export type ReportedMailbox = PacedMailbox & {
  address: string
  state: 'running' | 'paused' | 'removed'
  pauseReason: string | null
  resumeAt: Date | null
}

/** Mailboxes with their counters, without locking them. Served by the primary keys. */
export const reportedMailboxes = async (
  tx: Queryable,
  { companyId, mailboxIds }: { companyId: string; mailboxIds: readonly string[] },
): Promise<Map<string, ReportedMailbox>> => {
  const { rows } = await tx.query<
    PaceRow & {
      address: string
      state: ReportedMailbox['state']
      pause_reason: string | null
      resume_at: Date | null
    }
  >(
    `SELECT ${PACE_COLUMNS}, m.address, m.state, m.pause_reason, m.resume_at
     FROM mailbox_slots ms JOIN mailboxes m ON m.company_id = ms.company_id AND m.id = ms.mailbox_id
     WHERE ms.company_id = $1 AND ms.mailbox_id = ANY($2)`,
    [companyId, mailboxIds],
  )
  return new Map(
    rows.map((row) => [
      row.mailbox_id,
      {
        ...readPaced(row),
        address: row.address,
        state: row.state,
        pauseReason: row.pause_reason,
        resumeAt: row.resume_at,
      },
    ]),
  )
}

/** The running mailboxes of a company that keep hours or days of their own. Reads a company's mailboxes, by the primary key. */
export const mailboxesWithHours = async (
  tx: Queryable,
  { companyId }: { companyId: string },
): Promise<{ mailboxId: string; address: string; limits: MailboxLimits }[]> => {
  const { rows } = await tx.query<{ id: string; address: string; limits: MailboxLimits; zone: string }>(
    `SELECT id, address, limits, zone FROM mailboxes
     WHERE company_id = $1 AND state = 'running'
       AND (limits->>'window' IS NOT NULL OR limits->>'days' IS NOT NULL)
     ORDER BY address`,
    [companyId],
  )
  return rows.map(({ id, address, limits, zone }) => ({
    mailboxId: id,
    address,
    limits: { ...limits, zone },
  }))
}

export type OpenMail = { state: 'queued' | 'sending' | 'uncertain'; notBefore: Date; putOff: boolean }

/** The newest mail of each enrolment that has no final answer. Served by messages_visit. */
export const openMails = async (
  tx: Queryable,
  { companyId, enrolmentIds }: { companyId: string; enrolmentIds: readonly string[] },
): Promise<Map<string, OpenMail>> => {
  const { rows } = await tx.query<OpenMail & { enrolmentId: string }>(
    `SELECT enrolment_id AS "enrolmentId", state, not_before AS "notBefore", server_answer IS NOT NULL AS "putOff" FROM messages
     WHERE company_id = $1 AND enrolment_id = ANY($2) AND kind = 'sequence' AND state IN ('queued', 'sending', 'uncertain')
     ORDER BY visit`,
    [companyId, enrolmentIds],
  )
  return new Map(rows.map(({ enrolmentId, ...mail }) => [enrolmentId, mail]))
}

/** One that waits for a slot of its mailbox. */
export type MailboxHead = {
  id: string
  prospectId: string
  sequenceId: string
  mailboxId: string
  firstMail: boolean
  dueAt: Date
  place: Place
}

/**
 * Who waits in the lanes of mailboxes, the first of each end of each lane of a live sequence. Served by lanes_mailbox and lane_entries_lane;
 * 2,000 out of 100,000 take 65 ms on two busy cores. OFFSET 0 keeps the planner, which cannot know the limit, from reading all prospects of the
 * company instead (300 ms).
 */
export const mailboxHeads = async (
  tx: Queryable,
  {
    companyId,
    mailboxIds,
    most,
    least,
  }: {
    companyId: string
    mailboxIds: readonly string[]
    /** Shared by all ends of lanes. */
    most: number
    /** Of each end of a lane, also where that makes more than `most`. */
    least: number
  },
): Promise<MailboxHead[]> => {
  const { rows } = await tx.query<{
    id: string
    prospect_id: string
    sequence_id: string
    mailbox_id: string
    first_mail: boolean
    due_at: Date
    time_zone: string | null
    country: string | null
    city: string | null
  }>(
    `WITH lane AS MATERIALIZED (
       SELECT l.sequence_id, l.mailbox_id FROM lanes l
       JOIN sequences s ON s.company_id = l.company_id AND s.id = l.sequence_id AND s.state = 'live'
       WHERE l.company_id = $1 AND l.mailbox_id = ANY($2))
     SELECT head.id, p.id AS prospect_id, l.sequence_id, l.mailbox_id, head.first_mail, head.due_at, p.time_zone, p.country, p.city
     FROM lane l
     CROSS JOIN (VALUES (false), (true)) AS part(first_mail)
     CROSS JOIN LATERAL (
       SELECT q.enrolment_id AS id, q.first_mail, q.due_at FROM lane_entries q
       WHERE q.company_id = $1 AND q.sequence_id = l.sequence_id AND q.mailbox_id = l.mailbox_id
         AND q.first_mail = part.first_mail
       ORDER BY q.due_at, q.enrolment_id
       LIMIT (SELECT greatest($4::integer, $3::integer / greatest(1, 2 * count(*))) FROM lane)) head
     CROSS JOIN LATERAL (
       SELECT e.prospect_id FROM enrolments e WHERE e.company_id = $1 AND e.id = head.id OFFSET 0) e
     CROSS JOIN LATERAL (
       SELECT p.id, p.time_zone, p.country, p.city FROM prospects p WHERE p.company_id = $1 AND p.id = e.prospect_id OFFSET 0) p`,
    [companyId, mailboxIds, most, least],
  )
  return rows.map((row) => ({
    id: row.id,
    prospectId: row.prospect_id,
    sequenceId: row.sequence_id,
    mailboxId: row.mailbox_id,
    firstMail: row.first_mail,
    dueAt: row.due_at,
    place: { timeZone: row.time_zone, country: row.country, city: row.city },
  }))
}

/** First mails that sequences have begun on their last day with any. Served by the primary key. */
export const sequencePaces = async (
  tx: Queryable,
  { companyId, sequenceIds }: { companyId: string; sequenceIds: readonly string[] },
): Promise<Map<string, { day: string; begun: number }>> => {
  const { rows } = await tx.query<{ sequence_id: string; day: string; first_mails: number }>(
    'SELECT sequence_id, day, first_mails FROM sequence_pace WHERE company_id = $1 AND sequence_id = ANY($2)',
    [companyId, sequenceIds],
  )
  return new Map(rows.map((row) => [row.sequence_id, { day: row.day, begun: row.first_mails }]))
}

/** How many enrolments of some sequences are held; those without any are missing. Reads enrolments_held, which holds only those. */
export const heldInSequences = async (
  tx: Queryable,
  { companyId, sequenceIds }: { companyId: string; sequenceIds: readonly string[] },
): Promise<Map<string, number>> => {
  const { rows } = await tx.query<{ sequence_id: string; prospects: number }>(
    `SELECT sequence_id, count(*)::integer AS prospects FROM enrolments
     WHERE company_id = $1 AND hold IS NOT NULL AND phase = 'held' AND sequence_id = ANY($2) GROUP BY sequence_id`,
    [companyId, sequenceIds],
  )
  return new Map(rows.map((row) => [row.sequence_id, row.prospects]))
}

/** How many enrolments of a company are held, by reason. Reads enrolments_held, which holds only those. */
export const countsOfHolds = async (
  tx: Queryable,
  { companyId }: { companyId: string },
): Promise<{ reason: Hold['reason']; prospects: number }[]> => {
  const { rows } = await tx.query<{ reason: Hold['reason']; prospects: number }>(
    `SELECT hold->>'reason' AS reason, count(*)::integer AS prospects FROM enrolments
     WHERE company_id = $1 AND hold IS NOT NULL AND phase = 'held' GROUP BY 1 ORDER BY 1`,
    [companyId],
  )
  return rows
}
