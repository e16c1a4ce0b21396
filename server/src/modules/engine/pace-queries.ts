// The engine's own tables are mailbox_slots and sequence_pace; mailboxes is read for limits and state.
import type { Queryable } from '#platform/db/index.ts'
import type { MailboxLimits, MailboxPace } from './core/index.ts'

/** A mailbox with what it may send and what it has used of that. */
export type PacedMailbox = {
  mailboxId: string
  limits: MailboxLimits
  pace: MailboxPace
  /** When a mail was last recorded for it; null: never. */
  lastMailAt: Date | null
}

/** The columns that `readPaced` takes, of `mailbox_slots ms` and `mailboxes m`. */
export const PACE_COLUMNS =
  'ms.mailbox_id, ms.next_slot_at, ms.day, ms.day_count, ms.hour_start, ms.hour_count, ms.last_mail_at, m.limits, m.zone'

export type PaceRow = {
  mailbox_id: string
  limits: MailboxLimits
  zone: string
  next_slot_at: Date
  day: string
  day_count: number
  hour_start: Date
  hour_count: number
  last_mail_at: Date | null
}

export const readPaced = (row: PaceRow): PacedMailbox => ({
  mailboxId: row.mailbox_id,
  limits: { ...row.limits, zone: row.zone },
  lastMailAt: row.last_mail_at,
  pace: {
    nextSlotAt: row.next_slot_at,
    day: row.day,
    dayCount: row.day_count,
    hourStart: row.hour_start,
    hourCount: row.hour_count,
  },
})

/**
 * Locks the counters of running mailboxes that have a free slot; those that another dispatcher is claiming for are passed over, so two
 * never reserve the same slot and neither waits. Served by the primary keys.
 */
export const lockFreeMailboxes = async (
  tx: Queryable,
  { companyId, mailboxIds, now }: { companyId: string; mailboxIds: readonly string[]; now: Date },
): Promise<PacedMailbox[]> => {
  const { rows } = await tx.query<PaceRow>(
    `SELECT ${PACE_COLUMNS}
     FROM mailbox_slots ms JOIN mailboxes m ON m.company_id = ms.company_id AND m.id = ms.mailbox_id
     WHERE ms.company_id = $1 AND ms.mailbox_id = ANY($2) AND ms.next_slot_at <= $3 AND m.state = 'running'
     ORDER BY ms.mailbox_id FOR UPDATE OF ms SKIP LOCKED`,
    [companyId, mailboxIds, now],
  )
  return rows.map(readPaced)
}

/** Locks the counters of one mailbox, waiting for a claim that has them; null for an unknown one. Served by the primary keys. */
export const lockMailboxPace = async (
  tx: Queryable,
  { companyId, mailboxId }: { companyId: string; mailboxId: string },
): Promise<PacedMailbox | null> => {
  const { rows } = await tx.query<PaceRow>(
    `SELECT ${PACE_COLUMNS}
     FROM mailbox_slots ms JOIN mailboxes m ON m.company_id = ms.company_id AND m.id = ms.mailbox_id
     WHERE ms.company_id = $1 AND ms.mailbox_id = $2 FOR UPDATE OF ms`,
    [companyId, mailboxId],
  )
  return rows[0] ? readPaced(rows[0]) : null
}

export const savePaces = async (
  tx: Queryable,
  companyId: string,
  mailboxes: readonly Pick<PacedMailbox, 'mailboxId' | 'pace' | 'lastMailAt'>[],
): Promise<void> => {
  if (mailboxes.length === 0) return
  await tx.query(
    `UPDATE mailbox_slots ms SET next_slot_at = x.next_slot_at, day = x.day, day_count = x.day_count,
       hour_start = x.hour_start, hour_count = x.hour_count, last_mail_at = x.last_mail_at
     FROM unnest($2::text[], $3::timestamptz[], $4::date[], $5::integer[], $6::timestamptz[], $7::integer[], $8::timestamptz[])
       AS x(mailbox_id, next_slot_at, day, day_count, hour_start, hour_count, last_mail_at)
     WHERE ms.company_id = $1 AND ms.mailbox_id = x.mailbox_id`,
    [
      companyId,
      mailboxes.map(({ mailboxId }) => mailboxId),
      mailboxes.map(({ pace }) => pace.nextSlotAt),
      mailboxes.map(({ pace }) => pace.day),
      mailboxes.map(({ pace }) => pace.dayCount),
      mailboxes.map(({ pace }) => pace.hourStart),
      mailboxes.map(({ pace }) => pace.hourCount),
      mailboxes.map(({ lastMailAt }) => lastMailAt),
    ],
  )
}

/** Gives a new mailbox its counters; its first slot is free at once. */
export const insertPace = async (
  tx: Queryable,
  { companyId, mailboxId, now }: { companyId: string; mailboxId: string; now: Date },
): Promise<void> => {
  await tx.query(
    `INSERT INTO mailbox_slots (company_id, mailbox_id, next_slot_at, day, hour_start)
     VALUES ($1, $2, $3, '1970-01-01', $3) ON CONFLICT DO NOTHING`,
    [companyId, mailboxId, now],
  )
}

/** First mails of a throttled sequence begun on `day`. */
export type SequencePace = { day: string; firstMails: number }

/**
 * Locks the throttle counters of sequences, making them where there are none. Called after lockFreeMailboxes and in the order of ids, like
 * every claim does.
 */
export const lockSequencePaces = async (
  tx: Queryable,
  companyId: string,
  sequenceIds: readonly string[],
): Promise<Map<string, SequencePace>> => {
  if (sequenceIds.length === 0) return new Map()
  const { rows } = await tx.query<{ sequence_id: string; day: string; first_mails: number }>(
    `INSERT INTO sequence_pace (company_id, sequence_id, day, first_mails)
     SELECT $1, id, '1970-01-01', 0 FROM unnest($2::text[]) AS id ORDER BY id
     ON CONFLICT (company_id, sequence_id) DO UPDATE SET first_mails = sequence_pace.first_mails
     RETURNING sequence_id, day, first_mails`,
    [companyId, sequenceIds],
  )
  return new Map(rows.map((row) => [row.sequence_id, { day: row.day, firstMails: row.first_mails }]))
}

export const saveSequencePaces = async (
  tx: Queryable,
  companyId: string,
  paces: readonly (SequencePace & { sequenceId: string; throttledUntil: Date | null })[],
): Promise<void> => {
  if (paces.length === 0) return
  await tx.query(
    `UPDATE sequence_pace sp SET day = x.day, first_mails = x.first_mails, throttled_until = x.throttled_until
     FROM unnest($2::text[], $3::date[], $4::integer[], $5::timestamptz[]) AS x(sequence_id, day, first_mails, throttled_until)
     WHERE sp.company_id = $1 AND sp.sequence_id = x.sequence_id`,
    [
      companyId,
      paces.map((pace) => pace.sequenceId),
      paces.map((pace) => pace.day),
      paces.map((pace) => pace.firstMails),
      paces.map((pace) => pace.throttledUntil),
    ],
  )
}

/** Takes throttles off, because the limit or the definition changed. */
export const clearThrottle = async (tx: Queryable, companyId: string, sequenceId: string): Promise<void> => {
  await tx.query(
    'UPDATE sequence_pace SET throttled_until = NULL WHERE company_id = $1 AND sequence_id = $2',
    [companyId, sequenceId],
  )
}
