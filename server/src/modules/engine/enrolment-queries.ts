// The engine's own tables are enrolments and lane_entries; these statements also read prospects (zone), mailboxes (zone) and sequences (kind).
import type { Queryable } from '#platform/db/index.ts'
import {
  ENROLMENT_COLUMNS,
  type EnrolmentRow,
  readEnrolment,
  type StoredEnrolment,
} from './stored-enrolment.ts'

const FROM_ENROLMENTS = `FROM enrolments e
  JOIN prospects p ON p.company_id = e.company_id AND p.id = e.prospect_id
  LEFT JOIN mailboxes m ON m.company_id = e.company_id AND m.id = e.mailbox_id`

/**
 * Locks enrolments in the order of their ids, so that transactions that lock several never wait for each other in a circle.
 * Everything else of an enrolment (its mails, its tasks) is locked after it. Served by the primary key.
 */
export const lockEnrolments = async (
  tx: Queryable,
  companyId: string,
  enrolmentIds: readonly string[],
): Promise<StoredEnrolment[]> => {
  if (enrolmentIds.length === 0) return []
  const { rows } = await tx.query<EnrolmentRow>(
    `SELECT ${ENROLMENT_COLUMNS} ${FROM_ENROLMENTS}
     WHERE e.company_id = $1 AND e.id = ANY($2)
     ORDER BY e.id FOR UPDATE OF e`,
    [companyId, enrolmentIds],
  )
  return rows.map(readEnrolment)
}

/** Enrolments as they are, without locking them. Served by the primary key. */
export const enrolmentsById = async (
  tx: Queryable,
  { companyId, enrolmentIds }: { companyId: string; enrolmentIds: readonly string[] },
): Promise<StoredEnrolment[]> => {
  const { rows } = await tx.query<EnrolmentRow>(
    `SELECT ${ENROLMENT_COLUMNS} ${FROM_ENROLMENTS} WHERE e.company_id = $1 AND e.id = ANY($2)`,
    [companyId, enrolmentIds],
  )
  return rows.map(readEnrolment)
}

/** The ids of prospects' enrolments. Served by enrolments_prospect. */
export const enrolmentIdsOfProspects = async (
  tx: Queryable,
  filter: {
    companyId: string
    prospectIds: readonly string[]
    sequenceId?: string | undefined
    kind?: 'cadence' | 'journey' | undefined
    /** Those that have not ended, or all. */
    which: 'open' | 'all'
  },
): Promise<string[]> => {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT e.id FROM enrolments e
     JOIN sequences s ON s.company_id = e.company_id AND s.id = e.sequence_id
     WHERE e.company_id = $1 AND e.prospect_id = ANY($2)
       AND ($3::text IS NULL OR e.sequence_id = $3)
       AND ($4::text IS NULL OR s.kind = $4)
       AND ($5 = 'all' OR e.phase <> 'ended')`,
    [filter.companyId, filter.prospectIds, filter.sequenceId ?? null, filter.kind ?? null, filter.which],
  )
  return rows.map((row) => row.id)
}

/**
 * Notes at open enrolments that their prospect has several, so that a claim knows without looking whose mails of the day others may be
 * counting too. Waits for claims under way of those. Served by enrolments_prospect; most prospects have one, and nothing is written.
 *
 * @param opening enrolments that this transaction opens again
 */
export const markAlongside = async (
  tx: Queryable,
  {
    companyId,
    prospectIds,
    opening = [],
  }: { companyId: string; prospectIds: readonly string[]; opening?: readonly string[] },
): Promise<void> => {
  await tx.query(
    `WITH open AS (
       SELECT id, count(*) OVER (PARTITION BY prospect_id) AS beside FROM enrolments
       WHERE company_id = $1 AND prospect_id = ANY($2) AND (phase <> 'ended' OR id = ANY($3))),
     locked AS (
       SELECT e.id FROM enrolments e JOIN open ON open.id = e.id
       WHERE e.company_id = $1 AND open.beside > 1 AND NOT e.alongside ORDER BY e.id FOR NO KEY UPDATE OF e)
     UPDATE enrolments e SET alongside = true FROM locked WHERE e.company_id = $1 AND e.id = locked.id`,
    [companyId, prospectIds, opening],
  )
}

/** Locks prospects unless another transaction has; answers those whom it holds now. Served by the primary key. */
export const lockFreeProspects = async (
  tx: Queryable,
  { companyId, prospectIds }: { companyId: string; prospectIds: readonly string[] },
): Promise<Set<string>> => {
  if (prospectIds.length === 0) return new Set()
  const { rows } = await tx.query<{ id: string }>(
    'SELECT id FROM prospects WHERE company_id = $1 AND id = ANY($2) FOR NO KEY UPDATE SKIP LOCKED',
    [companyId, prospectIds],
  )
  return new Set(rows.map((row) => row.id))
}

/** Locks prospects before their enrolments, as a suppression does, and in the order of addresses. Served by the primary key. */
export const lockProspects = async (
  tx: Queryable,
  { companyId, prospectIds }: { companyId: string; prospectIds: readonly string[] },
): Promise<void> => {
  await tx.query(
    'SELECT FROM prospects WHERE company_id = $1 AND id = ANY($2) ORDER BY email_key FOR NO KEY UPDATE',
    [companyId, prospectIds],
  )
}

/** What is written back of an enrolment. `laneMailboxId` is '' where its step needs no mailbox. */
export type EnrolmentChange = Pick<
  StoredEnrolment,
  'id' | 'sequenceId' | 'state' | 'mailboxId' | 'threadId'
> & {
  laneMailboxId: string
}

/**
 * Stores changed enrolments, and who waits in lanes, in one statement. One JSON parameter instead of arrays, because `steps_done` is an array
 * itself. Served by the primary keys.
 */
export const saveEnrolments = async (
  tx: Queryable,
  companyId: string,
  changes: readonly EnrolmentChange[],
  now: Date,
): Promise<void> => {
  if (changes.length === 0) return
  const rows = changes.map(({ id, sequenceId, state, mailboxId, threadId, laneMailboxId }) => ({
    id,
    sequence_id: sequenceId,
    status: state.status,
    phase: state.phase,
    step_id: state.stepId,
    visit: state.visit,
    steps_done: state.stepsDone,
    since: state.since,
    due_at: state.dueAt,
    first_mail: state.firstMail,
    lane_mailbox_id: laneMailboxId,
    mailbox_id: mailboxId,
    thread_id: threadId,
    hold: state.hold,
    paused_until: state.pausedUntil,
    resumable: state.resumable,
  }))
  await tx.query(
    `WITH x AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($2) AS x(id text, sequence_id text, status text, phase text, step_id text, visit integer,
         steps_done text[], since timestamptz, due_at timestamptz, first_mail boolean, lane_mailbox_id text, mailbox_id text,
         thread_id text, hold jsonb, paused_until timestamptz, resumable boolean)),
     gone AS (
       DELETE FROM lane_entries q USING x WHERE q.company_id = $1 AND q.enrolment_id = x.id AND x.phase <> 'due'),
     placed AS (
       INSERT INTO lane_entries AS q (company_id, enrolment_id, sequence_id, mailbox_id, first_mail, due_at)
       SELECT $1, x.id, x.sequence_id, x.lane_mailbox_id, x.first_mail, x.due_at FROM x WHERE x.phase = 'due'
       ON CONFLICT (company_id, enrolment_id) DO UPDATE
         SET mailbox_id = excluded.mailbox_id, first_mail = excluded.first_mail, due_at = excluded.due_at)
     UPDATE enrolments e SET status = x.status, phase = x.phase, step_id = x.step_id, visit = x.visit,
       steps_done = x.steps_done, since = x.since, due_at = x.due_at, first_mail = x.first_mail,
       lane_mailbox_id = x.lane_mailbox_id, mailbox_id = x.mailbox_id, thread_id = x.thread_id, hold = x.hold,
       paused_until = x.paused_until, resumable = x.resumable,
       ended_at = CASE WHEN x.phase <> 'ended' THEN NULL ELSE coalesce(e.ended_at, $3) END
     FROM x WHERE e.company_id = $1 AND e.id = x.id`,
    [companyId, JSON.stringify(rows), now],
  )
}

/** A new enrolment of a prospect. */
export type NewEnrolment = EnrolmentChange & {
  prospectId: string
  startedBy: string
  inJourney: boolean
  chain: number
}

/**
 * Inserts enrolments; those whose prospect already has an open one are left out (the unique index enrolments_open decides, also between
 * two starts at the same moment). Answers the ids that were inserted.
 */
export const insertEnrolments = async (
  tx: Queryable,
  companyId: string,
  enrolments: readonly NewEnrolment[],
  now: Date,
): Promise<Set<string>> => {
  if (enrolments.length === 0) return new Set()
  const rows = enrolments.map(
    ({ id, sequenceId, prospectId, startedBy, state, mailboxId, laneMailboxId, inJourney, chain }) => ({
      id,
      sequence_id: sequenceId,
      prospect_id: prospectId,
      started_by: startedBy,
      status: state.status,
      phase: state.phase,
      step_id: state.stepId,
      since: state.since,
      due_at: state.dueAt,
      lane_mailbox_id: laneMailboxId,
      mailbox_id: mailboxId,
      hold: state.hold,
      in_journey: inJourney,
      chain,
    }),
  )
  const inserted = await tx.query<{ id: string }>(
    `WITH inserted AS (
     INSERT INTO enrolments (company_id, id, sequence_id, prospect_id, started_by, status, phase, step_id, since, due_at,
       lane_mailbox_id, mailbox_id, hold, in_journey, chain, started_at, ended_at)
     SELECT $1, x.id, x.sequence_id, x.prospect_id, x.started_by, x.status, x.phase, x.step_id, x.since, x.due_at,
       x.lane_mailbox_id, x.mailbox_id, x.hold, x.in_journey, x.chain, $3::timestamptz, CASE WHEN x.phase = 'ended' THEN $3::timestamptz END
     FROM jsonb_to_recordset($2) AS x(id text, sequence_id text, prospect_id text, started_by text, status text, phase text,
       step_id text, since timestamptz, due_at timestamptz, lane_mailbox_id text, mailbox_id text, hold jsonb, in_journey boolean,
       chain integer)
     ORDER BY x.prospect_id
     ON CONFLICT DO NOTHING
     RETURNING id, sequence_id, lane_mailbox_id, first_mail, phase, due_at),
     placed AS (
       INSERT INTO lane_entries (company_id, enrolment_id, sequence_id, mailbox_id, first_mail, due_at)
       SELECT $1, id, sequence_id, lane_mailbox_id, first_mail, due_at FROM inserted WHERE phase = 'due')
     SELECT id FROM inserted`,
    [companyId, JSON.stringify(rows), now],
  )
  return new Set(inserted.rows.map((row) => row.id))
}

/**
 * Enrolments whose pause ends by `now`, over all companies but those left out. Served by enrolments_paused, which holds only those that have
 * an end.
 */
export const pausesEndedBy = async (
  tx: Queryable,
  { now, limit, without }: { now: Date; limit: number; without: readonly string[] },
): Promise<{ companyId: string; id: string }[]> => {
  const { rows } = await tx.query<{ company_id: string; id: string }>(
    `SELECT company_id, id FROM enrolments
     WHERE phase = 'paused' AND paused_until IS NOT NULL AND paused_until <= $1 AND company_id <> ALL($3)
     ORDER BY paused_until, company_id, id LIMIT $2`,
    [now, limit, without],
  )
  return rows.map((row) => ({ companyId: row.company_id, id: row.id }))
}

/** The next end of a pause, or null. */
export const nextPauseEnd = async (tx: Queryable): Promise<Date | null> => {
  const { rows } = await tx.query<{ at: Date | null }>(
    `SELECT min(paused_until) AS at FROM enrolments WHERE phase = 'paused' AND paused_until IS NOT NULL`,
  )
  return rows[0]?.at ?? null
}

/** Enrolments of these prospects that wait for a due time or lack something. Served by enrolments_prospect. */
export const waitingEnrolments = async (
  tx: Queryable,
  { companyId, prospectIds }: { companyId: string; prospectIds: readonly string[] },
): Promise<string[]> => {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM enrolments WHERE company_id = $1 AND prospect_id = ANY($2) AND phase IN ('due', 'held')`,
    [companyId, prospectIds],
  )
  return rows.map((row) => row.id)
}

/** A page, by id, of the enrolments that wait for a mailbox. Served by enrolments_held. */
export const withoutMailbox = async (
  tx: Queryable,
  { companyId, after, limit }: { companyId: string; after: string; limit: number },
): Promise<string[]> => {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM enrolments
     WHERE company_id = $1 AND hold IS NOT NULL AND phase = 'held' AND hold->>'reason' = 'no_mailbox' AND id > $2 ORDER BY id LIMIT $3`,
    [companyId, after, limit],
  )
  return rows.map((row) => row.id)
}

/** A page, by id, of the open enrolments of a sequence, all or those of one mailbox. Served by enrolments_sequence. */
export const openEnrolmentsOfSequence = async (
  tx: Queryable,
  input: { companyId: string; sequenceId: string; mailboxId?: string; after: string; limit: number },
): Promise<string[]> => {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM enrolments
     WHERE company_id = $1 AND sequence_id = $2 AND status = 'in_cadence' AND id > $3
       AND ($5::text IS NULL OR mailbox_id = $5) ORDER BY id LIMIT $4`,
    [input.companyId, input.sequenceId, input.after, input.limit, input.mailboxId ?? null],
  )
  return rows.map((row) => row.id)
}
