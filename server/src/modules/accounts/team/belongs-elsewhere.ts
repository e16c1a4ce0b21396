import type { Queryable } from '#platform/db/index.ts'

/**
 * Whether somebody belongs to another company, demonstrations apart. Then no admin of this one may give him a password: with it he could
 * enter there. Index memberships_user.
 */
export const belongsElsewhere = async (
  db: Queryable,
  { companyId, userId }: { companyId: string; userId: string },
): Promise<boolean> => {
  const { rows } = await db.query(
    `SELECT FROM memberships m JOIN companies c ON c.company_id = m.company_id AND NOT c.demo
     WHERE m.user_id = $2 AND m.left_at IS NULL AND m.company_id <> $1 LIMIT 1`,
    [companyId, userId],
  )
  return rows.length > 0
}
