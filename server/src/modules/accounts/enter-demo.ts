import type { Queryable } from '#platform/db/index.ts'
import type { AccountsDeps } from './accounts-deps.ts'
import { joinCompany } from './add-user.ts'

/** The demo company of this installation, where it has one. */
export const demoCompany = async (tx: Queryable): Promise<string | null> => {
  const { rows } = await tx.query<{ company_id: string }>(
    'SELECT company_id FROM companies WHERE demo LIMIT 1',
  )
  return rows[0]?.company_id ?? null
}

/** Makes somebody an admin of the demo company, who is a member of another. */
export const enterDemo = async (
  deps: AccountsDeps,
  tx: Queryable,
  { userId, demoId }: { userId: string; demoId: string },
): Promise<void> => {
  const { rows } = await tx.query<{ company_id: string; email: string; name: string }>(
    `SELECT company_id, email, name FROM memberships WHERE user_id = $1 AND left_at IS NULL ORDER BY created_at`,
    [userId],
  )
  const [member] = rows
  if (!member || rows.some(({ company_id }) => company_id === demoId)) return
  await joinCompany(deps, tx, { ...member, companyId: demoId, userId, role: 'admin' })
}

/** Forgets people of a company that goes, apart from those who belong to another one. To be called once its memberships are gone. */
export const forgetStrangers = async (tx: Queryable, userIds: readonly string[]): Promise<void> => {
  await tx.query(
    `DELETE FROM auth_users u WHERE u.id = ANY($1) AND NOT EXISTS (SELECT FROM memberships m WHERE m.user_id = u.id)`,
    [userIds],
  )
}
