import type { Database, Queryable } from '#platform/db/index.ts'
import { notFound } from '#platform/errors/index.ts'
import type { Caller } from './caller.ts'
import { companiesOfUser, type OwnCompany } from './companies-of-user.ts'
import { readZone } from './company-settings.ts'
import { readName } from './plain-text.ts'

export type Profile = { here: OwnCompany; companies: OwnCompany[] }

/** Who calls, and where else he belongs: the latter only in a session, because a key speaks for one company. */
export const profileOf = async (
  db: Pick<Database, 'query'>,
  { companyId, userId, keyId }: Pick<Caller, 'companyId' | 'userId' | 'keyId'>,
): Promise<Profile> => {
  const all = await companiesOfUser(db, { userId })
  const here = all.find((company) => company.companyId === companyId)
  if (!here) throw notFound('There is no such member of this company.')
  return { here, companies: keyId === null ? all : [here] }
}

/** Changes what is given: the name here and as the person signs in, and the time zone, null for the company's. Throws invalid_input. */
export const changeProfile = async (
  db: Database,
  input: {
    companyId: string
    userId: string
    change: { name?: string | undefined; zone?: string | null | undefined }
  },
): Promise<void> => {
  const { name, zone } = input.change
  const read = name === undefined ? null : readName(name, 'name')
  if (zone !== undefined && zone !== null) readZone(zone)
  await db.transaction((tx) => saveProfile(tx, { ...input, name: read, zone }))
}

/** By the primary keys of memberships and auth_users. */
const saveProfile = async (
  tx: Queryable,
  input: { companyId: string; userId: string; name: string | null; zone: string | null | undefined },
): Promise<void> => {
  const { companyId, userId, name, zone } = input
  await tx.query(
    `UPDATE memberships SET name = coalesce($3, name), zone = CASE WHEN $4 THEN $5 ELSE zone END
     WHERE company_id = $1 AND user_id = $2`,
    [companyId, userId, name, zone !== undefined, zone ?? null],
  )
  if (name !== null) await tx.query('UPDATE auth_users SET name = $2 WHERE id = $1', [userId, name])
}
