import type { Queryable } from '#platform/db/index.ts'
import type { Role } from '../caller.ts'
import type { Invitation } from './invitation.ts'

const COLUMNS = `id, email, role, invited_by AS "invitedBy", created_at AS "createdAt", expires_at AS "expiresAt",
  mailed_at AS "mailedAt"`
const OPEN = 'accepted_at IS NULL AND revoked_at IS NULL'

type Which = { companyId: string; invitationId: string }

/** Who is invited now, newest first, also where the link has expired. Index invitations_open. */
export const selectInvitations = async (
  db: Queryable,
  { companyId }: { companyId: string },
): Promise<Invitation[]> => {
  const { rows } = await db.query<Invitation>(
    `SELECT ${COLUMNS} FROM invitations WHERE company_id = $1 AND ${OPEN} ORDER BY id DESC`,
    [companyId],
  )
  return rows
}

/** One that is open, locked until the transaction ends. By the primary key. */
export const lockInvitation = async (
  tx: Queryable,
  { companyId, invitationId }: Which,
): Promise<Invitation | undefined> => {
  const { rows } = await tx.query<Invitation>(
    `SELECT ${COLUMNS} FROM invitations WHERE company_id = $1 AND id = $2 AND ${OPEN} FOR UPDATE`,
    [companyId, invitationId],
  )
  return rows[0]
}

/** One for this address, in place of one that is open. Index invitations_open. */
export const upsertInvitation = async (
  tx: Queryable,
  input: {
    companyId: string
    id: string
    email: string
    role: Role
    invitedBy: string
    now: Date
    expiresAt: Date
  },
): Promise<Invitation> => {
  const { rows } = await tx.query<Invitation>(
    `INSERT INTO invitations (company_id, id, email, role, invited_by, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (company_id, email) WHERE ${OPEN}
     DO UPDATE SET role = excluded.role, invited_by = excluded.invited_by, expires_at = excluded.expires_at
     RETURNING ${COLUMNS}`,
    [
      ...[input.companyId, input.id, input.email, input.role, input.invitedBy],
      ...[input.now, input.expiresAt],
    ],
  )
  if (!rows[0]) throw new Error('an invitation that was just written is not there')
  return rows[0]
}

/** What is given. By the primary key. */
export const updateInvitation = async (
  tx: Queryable,
  input: Which & { expiresAt?: Date; mailedAt?: Date; acceptedAt?: Date; revokedAt?: Date },
): Promise<void> => {
  await tx.query(
    `UPDATE invitations SET expires_at = coalesce($3, expires_at), mailed_at = coalesce($4, mailed_at),
       accepted_at = coalesce($5, accepted_at), revoked_at = coalesce($6, revoked_at)
     WHERE company_id = $1 AND id = $2`,
    [
      ...[input.companyId, input.invitationId],
      ...[input.expiresAt, input.mailedAt, input.acceptedAt, input.revokedAt].map((at) => at ?? null),
    ],
  )
}
