import type { Queryable } from '#platform/db/index.ts'
import type { AccountsDeps } from './accounts-deps.ts'
import type { Role } from './caller.ts'

export type NewNotice = {
  companyId: string
  /** Null: every admin. */
  userId: string | null
  /** What it is about, for icons and filters: `mailbox_paused`, `bounce_rate` … */
  kind: string
  /** One or two sentences: what happened and what to do. */
  text: string
  data?: object
}

export type Notice = {
  id: string
  kind: string
  text: string
  data: object
  createdAt: Date
  readAt: Date | null
}

/** Tells a user, or all admins, something that happened without them; in the transaction in which it happened. */
export const notify = async (
  { newId, clock }: Pick<AccountsDeps, 'newId' | 'clock'>,
  tx: Queryable,
  { companyId, userId, kind, text, data = {} }: NewNotice,
): Promise<{ id: string }> => {
  const id = newId()
  await tx.query(
    `INSERT INTO notices (company_id, id, user_id, kind, text, data, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [companyId, id, userId, kind, text, JSON.stringify(data), clock.now()],
  )
  return { id }
}

/** A user's notices, newest first, at most `limit` older than `before`; an admin also sees those for all admins. */
export const listNotices = async (
  { db }: Pick<AccountsDeps, 'db'>,
  input: { companyId: string; userId: string; role: Role; before?: string; limit: number },
): Promise<Notice[]> => {
  const { rows } = await db.query<Notice>(
    `SELECT id, kind, text, data, created_at AS "createdAt", read_at AS "readAt" FROM notices
     WHERE company_id = $1 AND (user_id = $2 OR (user_id IS NULL AND $3 = 'admin')) AND ($4::text IS NULL OR id < $4)
     ORDER BY id DESC LIMIT $5`,
    [input.companyId, input.userId, input.role, input.before ?? null, input.limit],
  )
  return rows
}

/** Marks notices as read; ids of others are passed over. */
export const markNoticesRead = async (
  { db, clock }: Pick<AccountsDeps, 'db' | 'clock'>,
  input: { companyId: string; userId: string; role: Role; ids: readonly string[] },
): Promise<void> => {
  await db.query(
    `UPDATE notices SET read_at = $5 WHERE company_id = $1 AND id = ANY($4) AND read_at IS NULL
     AND (user_id = $2 OR (user_id IS NULL AND $3 = 'admin'))`,
    [input.companyId, input.userId, input.role, input.ids, clock.now()],
  )
}
