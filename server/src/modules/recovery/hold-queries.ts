// The module's own table is sending_holds; these also read companies (names).
import type { Queryable } from '#platform/db/index.ts'

/** Nothing of this company is sent. */
export type SendingHold = { companyId: string; companyName: string; backupAt: Date; restoredAt: Date }

/** Holds every company, in the transaction that brings them back. Answers which. */
export const insertHolds = async (
  tx: Queryable,
  { backupAt, now }: { backupAt: Date; now: Date },
): Promise<string[]> => {
  const { rows } = await tx.query<{ company_id: string }>(
    `INSERT INTO sending_holds (company_id, backup_at, restored_at) SELECT company_id, $1, $2 FROM companies
     ON CONFLICT (company_id) DO UPDATE SET backup_at = excluded.backup_at, restored_at = excluded.restored_at,
       confirmed_at = NULL, confirmed_by = NULL
     RETURNING company_id`,
    [backupAt, now],
  )
  return rows.map(({ company_id }) => company_id)
}

/** Holds one company, in the transaction that brings it. */
export const insertHold = async (
  tx: Queryable,
  { companyId, backupAt, now }: { companyId: string; backupAt: Date; now: Date },
): Promise<void> => {
  await tx.query('INSERT INTO sending_holds (company_id, backup_at, restored_at) VALUES ($1, $2, $3)', [
    companyId,
    backupAt,
    now,
  ])
}

const HOLDS = `SELECT h.company_id AS "companyId", c.name AS "companyName", h.backup_at AS "backupAt", h.restored_at AS "restoredAt"
  FROM sending_holds h JOIN companies c ON c.company_id = h.company_id WHERE h.confirmed_at IS NULL`

/** Every company that is held; the table has at most one row a company, and is read through. */
export const openHolds = async (tx: Queryable): Promise<SendingHold[]> =>
  (await tx.query<SendingHold>(`${HOLDS} ORDER BY c.name, h.company_id`)).rows

/** Served by the primary key. */
export const openHoldOf = async (tx: Queryable, companyId: string): Promise<SendingHold | null> =>
  (await tx.query<SendingHold>(`${HOLDS} AND h.company_id = $1`, [companyId])).rows[0] ?? null

/** False when the company was not held. */
export const endHold = async (
  tx: Queryable,
  { companyId, userId, now }: { companyId: string; userId: string | null; now: Date },
): Promise<boolean> => {
  const { rowCount } = await tx.query(
    'UPDATE sending_holds SET confirmed_at = $2, confirmed_by = $3 WHERE company_id = $1 AND confirmed_at IS NULL',
    [companyId, now, userId],
  )
  return rowCount === 1
}
