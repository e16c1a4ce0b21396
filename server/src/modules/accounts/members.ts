import type { Database } from '#platform/db/index.ts'
import { conflict, notFound } from '#platform/errors/index.ts'
import type { AccountsDeps } from './accounts-deps.ts'
import type { Role } from './caller.ts'
import { normaliseLogin } from './login-email.ts'

export type Member = { companyId: string; userId: string; email: string; name: string; role: Role }

const COLUMNS = `company_id AS "companyId", user_id AS "userId", email, name, role`

/** The member of a company with this login address (any case), or undefined. Index: memberships (company_id, email). */
export const findMember = async (
  db: Pick<Database, 'query'>,
  { companyId, email }: { companyId: string; email: string },
): Promise<Member | undefined> => {
  const { rows } = await db.query<Member>(
    `SELECT ${COLUMNS} FROM memberships WHERE company_id = $1 AND email = $2 AND left_at IS NULL`,
    [companyId, normaliseLogin(email)],
  )
  return rows[0]
}

/** A member as the team sees him. */
export type ListedMember = Member & { joinedAt: Date; hasSecondFactor: boolean; lastSignInAt: Date | null }

/**
 * Everybody who belongs to a company now, in the order they came. Sessions are kept for some weeks, so who signed in before is null. Indexes:
 * memberships_pkey, auth_sessions_user.
 */
export const listMembers = async (
  db: Pick<Database, 'query'>,
  { companyId }: { companyId: string },
): Promise<ListedMember[]> => {
  const { rows } = await db.query<ListedMember>(
    `SELECT m.company_id AS "companyId", m.user_id AS "userId", m.email, m.name, m.role, m.created_at AS "joinedAt",
       u."twoFactorEnabled" AS "hasSecondFactor",
       (SELECT max(s."createdAt") FROM auth_sessions s WHERE s."userId" = m.user_id) AS "lastSignInAt"
     FROM memberships m JOIN auth_users u ON u.id = m.user_id
     WHERE m.company_id = $1 AND m.left_at IS NULL ORDER BY m.created_at, m.user_id`,
    [companyId],
  )
  return rows
}

/** The one membership of a login address, for `--user EMAIL`. Throws not_found, or conflict when he has several companies. */
export const requireUserByEmail = async (
  { db }: Pick<AccountsDeps, 'db'>,
  { email, company }: { email: string; company?: string | undefined },
): Promise<Member> => {
  const { rows } = await db.query<Member>(
    `SELECT m.company_id AS "companyId", m.user_id AS "userId", m.email, m.name, m.role
     FROM auth_users u
     JOIN memberships m ON m.user_id = u.id AND m.left_at IS NULL
     JOIN companies c ON c.company_id = m.company_id
     WHERE u.email = $1 AND ($2::text IS NULL OR c.name_key = $2)
     ORDER BY m.company_id`,
    [normaliseLogin(email), company?.trim().toLowerCase() ?? null],
  )
  const [member, another] = rows
  if (!member)
    throw notFound(
      `There is no user ${email}. Add him with: cadenza user add --company NAME --email ${email}`,
      'user',
    )
  if (another)
    throw conflict(`${email} belongs to several companies. Say which with --company NAME.`, 'company')
  return member
}
