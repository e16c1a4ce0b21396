// Writes audit_entries. Reads memberships and auth_users, which accounts writes.
import type { Queryable } from '#platform/db/index.ts'

export type AuditEntry = {
  id: string
  at: Date
  /** Null: the operator, on the command line. */
  userId: string | null
  email: string | null
  keyId: string | null
  address: string | null
  action: string
  subject: string | null
  detail: object
}

export const insertEntries = async (
  db: Queryable,
  entries: readonly (AuditEntry & { companyId: string })[],
): Promise<void> => {
  if (entries.length === 0) return
  await db.query(
    `INSERT INTO audit_entries (company_id, id, at, user_id, email, key_id, address, action, subject, detail)
     SELECT "companyId", id, at, "userId", email, "keyId", address, action, subject, detail
     FROM jsonb_to_recordset($1::jsonb) AS e ("companyId" text, id text, at timestamptz, "userId" text, email text, "keyId" text,
       address text, action text, subject text, detail jsonb)`,
    [JSON.stringify(entries)],
  )
}

/** Newest first. Indexes: the primary key; audit_entries_user; audit_entries_action. */
export const selectEntries = async (
  db: Queryable,
  input: {
    companyId: string
    userId?: string | undefined
    action?: string | undefined
    before?: string | undefined
    limit: number
  },
): Promise<AuditEntry[]> => {
  const { rows } = await db.query<AuditEntry>(
    `SELECT id, at, user_id AS "userId", email, key_id AS "keyId", address, action, subject, detail FROM audit_entries
     WHERE company_id = $1 AND ($2::text IS NULL OR user_id = $2) AND ($3::text IS NULL OR action = $3)
       AND ($4::text IS NULL OR id < $4)
     ORDER BY id DESC LIMIT $5`,
    [input.companyId, input.userId ?? null, input.action ?? null, input.before ?? null, input.limit],
  )
  return rows
}

/** Where a person belongs, by his login address. Index memberships_user, or auth_users_email_key. */
export const selectMemberships = async (
  db: Queryable,
  who: { userId: string } | { email: string },
): Promise<{ companyId: string; userId: string; email: string }[]> => {
  const { rows } = await db.query<{ companyId: string; userId: string; email: string }>(
    `SELECT m.company_id AS "companyId", m.user_id AS "userId", m.email FROM memberships m
     WHERE m.left_at IS NULL AND m.user_id = coalesce($1, (SELECT u.id FROM auth_users u WHERE u.email = $2))`,
    ['userId' in who ? who.userId : null, 'email' in who ? who.email : null],
  )
  return rows
}
