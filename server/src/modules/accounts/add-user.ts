import type { Queryable } from '#platform/db/index.ts'
import { conflict, invalidInput } from '#platform/errors/index.ts'
import type { AccountsDeps } from './accounts-deps.ts'
import { type Edition, ROLES, type Role } from './caller.ts'
import { createApiKey } from './create-api-key.ts'
import { readLoginEmail } from './login-email.ts'
import { readName } from './plain-text.ts'

export type AddUser = {
  /** Name of the company; one that exists (any case) is joined, else it is made. */
  company: string
  email: string
  /** Default: the part of the address before the `@`. */
  name?: string | undefined
  /** Default: `admin` for the first user of a company, then `rep`. */
  role?: Role | undefined
  edition?: Edition | undefined
  /** Marks a company that is made here as one of the simulated world. */
  demo?: boolean | undefined
}

export type AddedUser = { companyId: string; userId: string; apiKey: string }

/**
 * Makes a user, his company where it is new, and his personal API key, all or nothing. Throws invalid_input, or conflict when he is a
 * member already.
 */
export const addUser = (deps: AccountsDeps, input: AddUser): Promise<AddedUser> =>
  deps.db.transaction((tx) => addUserIn(deps, tx, input))

/** The same in a transaction of the caller's. */
export const addUserIn = async (deps: AccountsDeps, tx: Queryable, input: AddUser): Promise<AddedUser> => {
  const email = readLoginEmail(input.email)
  const name = readName(input.name ?? email.slice(0, email.lastIndexOf('@')), 'name')
  if (input.role !== undefined && !ROLES.includes(input.role))
    throw invalidInput('role', `role must be one of ${ROLES.join(', ')}.`)
  const company = await findOrCreateCompany(deps, tx, {
    name: readName(input.company, 'company'),
    demo: input.demo ?? false,
  })
  const role = input.role ?? (company.created ? 'admin' : 'rep')
  const userId = await createUser(deps, tx, { email, name })
  await joinCompany(deps, tx, { companyId: company.companyId, userId, email, name, role })
  if (company.created) await deps.onCompanyCreated?.(tx, { companyId: company.companyId, userId })
  const { apiKey } = await createApiKey(deps, tx, {
    companyId: company.companyId,
    userId,
    ...(input.edition && { edition: input.edition }),
  })
  return { companyId: company.companyId, userId, apiKey }
}

const findOrCreateCompany = async (
  { newId, clock }: AccountsDeps,
  tx: Queryable,
  { name, demo }: { name: string; demo: boolean },
): Promise<{ companyId: string; created: boolean }> => {
  const key = name.toLowerCase()
  // Names are not unique between hosted companies, so a lock and not a constraint keeps two calls from making one company twice.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('company ' || $1, 0))`, [key])
  const { rows } = await tx.query<{ company_id: string }>(
    'SELECT company_id FROM companies WHERE name_key = $1 ORDER BY company_id LIMIT 1',
    [key],
  )
  if (rows[0]) return { companyId: rows[0].company_id, created: false }
  const companyId = newId()
  await tx.query(
    'INSERT INTO companies (company_id, name, name_key, demo, created_at) VALUES ($1, $2, $3, $4, $5)',
    [companyId, name, key, demo, clock.now()],
  )
  return { companyId, created: true }
}

/** The id of who signs in with this address; whoever is new is made. */
export const createUser = async (
  { newId, clock }: AccountsDeps,
  tx: Queryable,
  { email, name }: { email: string; name: string },
): Promise<string> => {
  await tx.query(
    `INSERT INTO auth_users ("id", "name", "email", "emailVerified", "createdAt", "updatedAt")
     VALUES ($1, $2, $3, true, $4, $4) ON CONFLICT (email) DO NOTHING`,
    [newId(), name, email, clock.now()],
  )
  const { rows } = await tx.query<{ id: string }>('SELECT id FROM auth_users WHERE email = $1', [email])
  const id = rows[0]?.id
  if (id === undefined) throw new Error('a user that was just added is not there')
  return id
}

/** Makes somebody a member, also again. Throws conflict when he is one. */
export const joinCompany = async (
  { clock }: AccountsDeps,
  tx: Queryable,
  member: { companyId: string; userId: string; email: string; name: string; role: Role },
): Promise<void> => {
  const { rowCount } = await tx.query(
    `INSERT INTO memberships AS m (company_id, user_id, email, name, role, created_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (company_id, user_id) DO UPDATE
     SET left_at = NULL, name = excluded.name, role = excluded.role, email = excluded.email
     WHERE m.left_at IS NOT NULL`,
    [member.companyId, member.userId, member.email, member.name, member.role, clock.now()],
  )
  if (rowCount === 0)
    throw conflict(`${member.email} already belongs to this company. Make him another key instead.`, 'email')
}
