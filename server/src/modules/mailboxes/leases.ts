// The module's own table is mailbox_leases; listing also reads its mailboxes.
import type { Queryable } from '#platform/db/index.ts'

/** What a process holds a mailbox for; one process at a time for each. */
export type LeasePurpose = 'send' | 'read'

type Lease = { companyId: string; mailboxId: string; purpose: LeasePurpose; processId: string }

/** Takes a lease that is free, has run out or is one's own already, until the given time. False when another process holds it. */
export const holdLease = async (
  tx: Queryable,
  input: Lease & { now: Date; until: Date },
): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `INSERT INTO mailbox_leases AS held (company_id, mailbox_id, purpose, process_id, lease_until)
     VALUES ($1, $2, $3, $4, $6)
     ON CONFLICT (company_id, mailbox_id, purpose) DO UPDATE
       SET process_id = excluded.process_id, lease_until = excluded.lease_until
       WHERE held.lease_until <= $5 OR held.process_id = excluded.process_id`,
    [input.companyId, input.mailboxId, input.purpose, input.processId, input.now, input.until],
  )
  return rowCount === 1
}

/** Makes one's own lease longer. False when it has run out or another process has it: then the work must stop. */
export const renewLease = async (
  tx: Queryable,
  input: Lease & { now: Date; until: Date },
): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `UPDATE mailbox_leases SET lease_until = $6
     WHERE company_id = $1 AND mailbox_id = $2 AND purpose = $3 AND process_id = $4 AND lease_until > $5`,
    [input.companyId, input.mailboxId, input.purpose, input.processId, input.now, input.until],
  )
  return rowCount === 1
}

/** Gives one's own lease back; another's stays. */
export const releaseLease = async (tx: Queryable, input: Lease): Promise<void> => {
  await tx.query(
    'DELETE FROM mailbox_leases WHERE company_id = $1 AND mailbox_id = $2 AND purpose = $3 AND process_id = $4',
    [input.companyId, input.mailboxId, input.purpose, input.processId],
  )
}

/** Mailboxes `m` that there is work on for the purpose `$1`. */
const MAY_BE_HELD = `(m.state = 'running' OR ($1 = 'read' AND m.state = 'paused' AND m.paused_by IS DISTINCT FROM 'authentication'))
  AND ($1 = 'send' OR m.imap IS NOT NULL)`

/**
 * Takes and renews, in one statement, the leases of every mailbox that this process may hold for a purpose: those it has already and those
 * that nobody holds. Answers the mailboxes that are its own until the given time; one that is missing was paused, removed or lost. To
 * `send` are running mailboxes; to `read` those with an IMAP server, paused ones too unless their sign-in was refused. There are few
 * mailboxes beside prospects; the primary keys of both tables are read through.
 */
export const takeLeases = async (
  tx: Queryable,
  input: { purpose: LeasePurpose; processId: string; now: Date; until: Date; limit: number },
): Promise<{ companyId: string; mailboxId: string }[]> => {
  const { rows } = await tx.query<{ company_id: string; mailbox_id: string }>(
    `WITH wanted AS (
       SELECT m.company_id, m.id FROM mailboxes m
       LEFT JOIN mailbox_leases l ON l.company_id = m.company_id AND l.mailbox_id = m.id AND l.purpose = $1
       WHERE ${MAY_BE_HELD} AND (l.lease_until IS NULL OR l.lease_until <= $3 OR l.process_id = $2)
       ORDER BY (l.process_id = $2) DESC NULLS LAST, m.company_id, m.id LIMIT $5)
     INSERT INTO mailbox_leases AS held (company_id, mailbox_id, purpose, process_id, lease_until)
     SELECT company_id, id, $1, $2, $4 FROM wanted ORDER BY company_id, id
     ON CONFLICT (company_id, mailbox_id, purpose) DO UPDATE
       SET process_id = excluded.process_id, lease_until = excluded.lease_until
       WHERE held.lease_until <= $3 OR held.process_id = excluded.process_id
     RETURNING company_id, mailbox_id`,
    [input.purpose, input.processId, input.now, input.until, input.limit],
  )
  return rows.map((row) => ({ companyId: row.company_id, mailboxId: row.mailbox_id }))
}

/** Gives back every lease that a process holds for a purpose. */
export const releaseLeases = async (
  tx: Queryable,
  input: { purpose: LeasePurpose; processId: string },
): Promise<void> => {
  await tx.query('DELETE FROM mailbox_leases WHERE purpose = $1 AND process_id = $2', [
    input.purpose,
    input.processId,
  ])
}
