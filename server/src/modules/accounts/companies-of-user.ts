import type { Database } from '#platform/db/index.ts'
import type { Role } from './caller.ts'
import { readCompanySettings } from './company-settings.ts'
import type { Member } from './members.ts'

/** A company that somebody belongs to, and what it asks of him. */
export type OwnCompany = Member & {
  companyName: string
  demo: boolean
  /** IANA: his own, else the company's. */
  zone: string
  hasOwnZone: boolean
  hasSecondFactor: boolean
  /** The company wants a second factor of everybody. */
  wantsSecondFactor: boolean
}

type Row = Omit<OwnCompany, 'zone' | 'hasOwnZone' | 'wantsSecondFactor'> & {
  role: Role
  ownZone: string | null
  companyZone: string
  settings: object
}

/** The companies that a user belongs to, oldest membership first. Index: memberships_user. */
export const companiesOfUser = async (
  db: Pick<Database, 'query'>,
  { userId }: { userId: string },
): Promise<OwnCompany[]> => {
  const { rows } = await db.query<Row>(
    `SELECT m.company_id AS "companyId", m.user_id AS "userId", m.email, m.name, m.role, m.zone AS "ownZone",
            c.name AS "companyName", c.demo, c.zone AS "companyZone", c.settings, u."twoFactorEnabled" AS "hasSecondFactor"
     FROM memberships m
     JOIN companies c ON c.company_id = m.company_id
     JOIN auth_users u ON u.id = m.user_id
     WHERE m.user_id = $1 AND m.left_at IS NULL ORDER BY m.created_at, m.company_id`,
    [userId],
  )
  return rows.map(({ ownZone, companyZone, settings, ...row }) => ({
    ...row,
    zone: ownZone ?? companyZone,
    hasOwnZone: ownZone !== null,
    wantsSecondFactor: readCompanySettings({ name: row.companyName, zone: companyZone, settings })
      .requireTwoFactor,
  }))
}
