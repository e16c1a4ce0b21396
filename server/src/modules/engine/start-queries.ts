// Reads prospects (suppression, zone, owner), mailboxes (state, zone) and sequences (for their lock); enrolments are the engine's own.
import type { Queryable } from '#platform/db/index.ts'
import type { EnrolmentStatus } from './core/index.ts'

export type ProspectToStart = {
  id: string
  ownerId: string
  timeZone: string | null
  country: string | null
  city: string | null
  suppressedBy: 'unsubscribed' | 'bounced' | 'do_not_contact' | 'complaint' | null
  /** Whether one of its enrolments in this sequence is open. */
  open: boolean
  /** How its newest enrolment in this sequence ended; null when there was none. */
  lastStatus: EnrolmentStatus | null
}

/**
 * The prospects as far as a start needs them; with `lock` locked so that an unsubscribe, or another start, either comes before (and is seen) or waits and
 * then finds the new enrolment. Locked in the order of addresses, as every statement over several prospects does. Served by the primary key and
 * enrolments_prospect.
 */
export const prospectsToStart = async (
  tx: Queryable,
  {
    companyId,
    sequenceId,
    prospectIds,
    lock,
  }: { companyId: string; sequenceId: string; prospectIds: readonly string[]; lock: boolean },
): Promise<ProspectToStart[]> => {
  const prospects = await tx.query<{
    id: string
    owner_id: string
    time_zone: string | null
    country: string | null
    city: string | null
    suppressed_by: ProspectToStart['suppressedBy']
  }>(
    `SELECT id, owner_id, time_zone, country, city, suppressed_by FROM prospects
     WHERE company_id = $1 AND id = ANY($2) ORDER BY email_key ${lock ? 'FOR NO KEY UPDATE' : ''}`,
    [companyId, prospectIds],
  )
  const earlier = await tx.query<{ prospect_id: string; open: boolean; last_status: EnrolmentStatus }>(
    `SELECT prospect_id, bool_or(phase <> 'ended') AS open, (array_agg(status ORDER BY id DESC))[1] AS last_status
     FROM enrolments WHERE company_id = $1 AND prospect_id = ANY($2) AND sequence_id = $3
     GROUP BY prospect_id`,
    [companyId, prospectIds, sequenceId],
  )
  const byProspect = new Map(earlier.rows.map((row) => [row.prospect_id, row]))
  return prospects.rows.map((row) => ({
    id: row.id,
    ownerId: row.owner_id,
    timeZone: row.time_zone,
    country: row.country,
    city: row.city,
    suppressedBy: row.suppressed_by,
    open: byProspect.get(row.id)?.open ?? false,
    lastStatus: byProspect.get(row.id)?.last_status ?? null,
  }))
}

/** Keeps a sequence from being published or archived until the transaction ends, so that it is started as it stays. */
export const shareLockSequence = async (
  tx: Queryable,
  { companyId, sequenceId }: { companyId: string; sequenceId: string },
): Promise<void> => {
  await tx.query('SELECT FROM sequences WHERE company_id = $1 AND id = $2 FOR SHARE', [companyId, sequenceId])
}

/** A mailbox that mails may leave from. */
export type UsableMailbox = { id: string; userId: string; zone: string }

/**
 * The mailboxes of given users or of a given set that were not removed, oldest first. A paused one counts: its mails wait for it. Locked, so
 * that whoever removes one meets everybody it was given to. Served by mailboxes_user and the primary key.
 */
export const usableMailboxes = async (
  tx: Queryable,
  {
    companyId,
    userIds,
    mailboxIds,
  }: { companyId: string; userIds?: readonly string[]; mailboxIds?: readonly string[] },
): Promise<UsableMailbox[]> => {
  const { rows } = await tx.query<{ id: string; user_id: string; zone: string }>(
    `SELECT id, user_id, zone FROM mailboxes
     WHERE company_id = $1 AND state <> 'removed' AND (user_id = ANY($2) OR id = ANY($3))
     ORDER BY id FOR SHARE`,
    [companyId, userIds ?? [], mailboxIds ?? []],
  )
  return rows.map((row) => ({ id: row.id, userId: row.user_id, zone: row.zone }))
}
