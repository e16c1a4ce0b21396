import { systemClock } from '#platform/clock/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { createIds } from '#platform/ids/index.ts'

const newId = createIds({ clock: systemClock() })

/** A company with one user (or more, by login mail), for tests of modules that need no more of it. The first is an admin. */
export const insertCompany = async (
  db: Queryable,
  emails: readonly [string, ...string[]] = ['steve@acme.test'],
): Promise<{ companyId: string; userId: string; userIds: string[] }> => {
  const companyId = newId()
  const now = new Date()
  await db.query('INSERT INTO companies (company_id, name, name_key, created_at) VALUES ($1, $2, $3, $4)', [
    companyId,
    'Acme',
    'acme',
    now,
  ])
  const userIds: string[] = []
  for (const [index, email] of emails.entries()) {
    const userId = newId()
    // Sign-in addresses are unique over companies; a test may make several companies with the same people.
    await db.query(
      `INSERT INTO auth_users ("id", "name", "email", "createdAt", "updatedAt") VALUES ($1, $2, $3, $4, $4)`,
      [userId, email, `${userId}.${email}`, now],
    )
    await db.query(
      'INSERT INTO memberships (company_id, user_id, email, name, role, created_at) VALUES ($1, $2, $3, $3, $4, $5)',
      [companyId, userId, email, index === 0 ? 'admin' : 'rep', now],
    )
    userIds.push(userId)
  }
  return { companyId, userId: userIds[0] ?? '', userIds }
}

/** Prospects of a company, in its list `default`. */
export const insertProspects = async (
  db: Queryable,
  input: { companyId: string; ownerId: string; emails: readonly string[] },
): Promise<string[]> => {
  const now = new Date()
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO lists (company_id, id, name, name_key, created_at) VALUES ($1, $2, 'default', 'default', $3)
     ON CONFLICT (company_id, name_key) DO UPDATE SET name = excluded.name RETURNING id`,
    [input.companyId, newId(), now],
  )
  const ids = input.emails.map(() => newId())
  await db.query(
    `INSERT INTO prospects (company_id, id, email, email_key, domain, first_name, full_name, list_id, owner_id,
       created_at, updated_at, last_interaction_at)
     SELECT $1, id, email, email, split_part(email, '@', 2), split_part(email, '@', 1), split_part(email, '@', 1), $4, $5, $6, $6, $6
     FROM unnest($2::text[], $3::text[]) AS given (id, email)`,
    [input.companyId, ids, input.emails, rows[0]?.id, input.ownerId, now],
  )
  return ids
}
