import type { Queryable } from '#platform/db/index.ts'
import { conflict } from '#platform/errors/index.ts'
import type { AccountsDeps } from './accounts-deps.ts'
import { readLoginEmail } from './login-email.ts'
import { readName } from './plain-text.ts'

/**
 * Before a company is brought from another installation: throws conflict where it is here already, or another of its name, which commands could
 * not tell from it. Holds until the transaction ends.
 */
export const requireNewCompany = async (
  tx: Queryable,
  { companyId, name }: { companyId: string; name: string },
): Promise<void> => {
  const key = readName(name, '--name').toLowerCase()
  // The same lock as for those who make a company of this name.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('company ' || $1, 0))`, [key])
  const { rows } = await tx.query<{ companyId: string; name: string }>(
    'SELECT company_id AS "companyId", name FROM companies WHERE company_id = $1 OR name_key = $2',
    [companyId, key],
  )
  const same = rows.find((company) => company.companyId === companyId)
  if (same)
    throw conflict(
      `The company ${same.name} is here already, and an import overwrites nothing. Import it into another installation.`,
      'FILE',
    )
  if (rows[0])
    throw conflict(
      `There is another company called ${rows[0].name} here. Give this one another name with --name.`,
      '--name',
    )
}

/**
 * Lets people be known here by their login mail, without a password: who has none yet is made, with the id he comes with where nobody else has
 * it. Answers the ids that they have here, by those they come with. Throws invalid_input for what is no login mail.
 */
export const welcomePeople = async (
  { newId, clock }: Pick<AccountsDeps, 'newId' | 'clock'>,
  tx: Queryable,
  given: readonly { id: string; email: string; name: string }[],
): Promise<Map<string, string>> => {
  const people = given.map((person) => ({ ...person, email: readLoginEmail(person.email, 'people') }))
  const emails = people.map(({ email }) => email)
  const { rows: taken } = await tx.query<{ id: string }>('SELECT id FROM auth_users WHERE id = ANY($1)', [
    people.map(({ id }) => id),
  ])
  const takenIds = new Set(taken.map(({ id }) => id))
  await tx.query(
    `INSERT INTO auth_users ("id", "name", "email", "emailVerified", "createdAt", "updatedAt")
     SELECT p.id, p.name, p.email, true, $4::timestamptz, $4::timestamptz FROM unnest($1::text[], $2::text[], $3::text[]) AS p (id, name, email)
     ON CONFLICT (email) DO NOTHING`,
    [
      people.map(({ id }) => (takenIds.has(id) ? newId() : id)),
      people.map(({ name }) => name),
      emails,
      clock.now(),
    ],
  )
  const { rows } = await tx.query<{ id: string; email: string }>(
    'SELECT id, email FROM auth_users WHERE email = ANY($1)',
    [emails],
  )
  const byEmail = new Map(rows.map(({ id, email }) => [email, id]))
  return new Map(
    people.map(({ id, email }) => {
      const here = byEmail.get(email)
      if (here === undefined) throw new Error(`${email} was just added and is not there`)
      return [id, here]
    }),
  )
}
