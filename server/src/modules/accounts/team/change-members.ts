import type { Queryable } from '#platform/db/index.ts'
import { invalidInput, notAllowed, notFound } from '#platform/errors/index.ts'
import type { AccountsDeps } from '../accounts-deps.ts'
import { type Caller, ROLES, type Role } from '../caller.ts'

type Changer = Pick<Caller, 'companyId' | 'userId'>

/** Gives a member another role, from his next request on. Throws not_found, and not_allowed for the last admin. */
export const changeRole = (
  { db }: Pick<AccountsDeps, 'db'>,
  { caller, memberId, role }: { caller: Changer; memberId: string; role: Role },
): Promise<void> => {
  if (!ROLES.includes(role)) throw invalidInput('role', `role must be one of ${ROLES.join(', ')}.`)
  return db.transaction(async (tx) => {
    const { companyId } = caller
    const member = await requireTeamMember(tx, { companyId, memberId })
    if (role !== 'admin') await keepAnAdmin(tx, { companyId, member })
    await tx.query('UPDATE memberships SET role = $3 WHERE company_id = $1 AND user_id = $2', [
      companyId,
      memberId,
      role,
    ])
  })
}

/**
 * Takes a member out of the company: his keys end at once, and so do his sessions unless he belongs elsewhere too. What he has stays his, or
 * goes to a successor. Throws not_found, and not_allowed for oneself and for the last admin.
 */
export const endMembership = (
  deps: AccountsDeps,
  { caller, memberId, successorId }: { caller: Changer; memberId: string; successorId?: string | undefined },
): Promise<void> =>
  deps.db.transaction(async (tx) => {
    const { companyId, userId } = caller
    if (memberId === userId)
      throw notAllowed('You cannot take yourself out of the team. Ask another admin to.', 'memberId')
    const member = await requireTeamMember(tx, { companyId, memberId })
    await keepAnAdmin(tx, { companyId, member })
    if (successorId !== undefined) await requireSuccessor(tx, { companyId, memberId, successorId })
    const now = deps.clock.now()
    await tx.query('UPDATE memberships SET left_at = $3 WHERE company_id = $1 AND user_id = $2', [
      ...[companyId, memberId, now],
    ])
    await tx.query(
      'UPDATE api_keys SET revoked_at = $3 WHERE company_id = $1 AND user_id = $2 AND revoked_at IS NULL',
      [companyId, memberId, now],
    )
    await tx.query(
      `DELETE FROM auth_sessions WHERE "userId" = $1
       AND NOT EXISTS (SELECT FROM memberships m WHERE m.user_id = $1 AND m.left_at IS NULL)`,
      [memberId],
    )
    if (successorId !== undefined)
      await deps.handOver(tx, { companyId, fromId: memberId, toId: successorId, userId })
  })

type TeamMember = { userId: string; role: Role }

/** Locks the admins with him, in one order, so that two do not take each other's role. By the primary key of memberships. */
const requireTeamMember = async (
  tx: Queryable,
  { companyId, memberId }: { companyId: string; memberId: string },
): Promise<TeamMember> => {
  const { rows } = await tx.query<TeamMember>(
    `SELECT user_id AS "userId", role FROM memberships
     WHERE company_id = $1 AND left_at IS NULL AND (user_id = $2 OR role = 'admin') ORDER BY user_id FOR UPDATE`,
    [companyId, memberId],
  )
  const member = rows.find(({ userId }) => userId === memberId)
  if (!member) throw notFound('There is no such member of this company.', 'memberId')
  return member
}

const keepAnAdmin = async (
  tx: Queryable,
  { companyId, member }: { companyId: string; member: TeamMember },
): Promise<void> => {
  if (member.role !== 'admin') return
  const { rows } = await tx.query(
    `SELECT FROM memberships WHERE company_id = $1 AND role = 'admin' AND left_at IS NULL AND user_id <> $2 LIMIT 1`,
    [companyId, member.userId],
  )
  if (rows.length === 0)
    throw notAllowed(
      'He is the only admin, and a company needs one. Make somebody else an admin first.',
      'role',
    )
}

const requireSuccessor = async (
  tx: Queryable,
  { companyId, memberId, successorId }: { companyId: string; memberId: string; successorId: string },
): Promise<void> => {
  const { rows } = await tx.query(
    `SELECT FROM memberships WHERE company_id = $1 AND user_id = $2 AND user_id <> $3 AND left_at IS NULL`,
    [companyId, successorId, memberId],
  )
  if (rows.length === 0)
    throw notFound('There is no such other member to hand things over to.', 'successorId')
}
