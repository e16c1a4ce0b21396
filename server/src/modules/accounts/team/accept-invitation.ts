import type { Queryable } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { AccountsDeps } from '../accounts-deps.ts'
import { createUser, joinCompany } from '../add-user.ts'
import { readName } from '../plain-text.ts'
import { hashNewPassword, setPassword } from '../set-password.ts'
import { belongsElsewhere } from './belongs-elsewhere.ts'
import type { Invitation } from './invitation.ts'
import { isSigned, readInvitationToken } from './invitation-link.ts'
import { lockInvitation, updateInvitation } from './invitation-queries.ts'

/** What an invited person is told before he accepts. */
export type ShownInvitation = {
  company: string
  email: string
  role: Invitation['role']
  invitedBy: string
  expiresAt: Date
  /** He belongs to another company, and joins with the account he has there. */
  hasAccount: boolean
}

type Opened = { companyId: string; invitation: Invitation }

/** Throws not_found for a link that is not valid, was used, revoked or renewed, or has expired. */
export const showInvitation = async (deps: AccountsDeps, token: string): Promise<ShownInvitation> => {
  const { companyId, invitation } = await open(deps, deps.db, token)
  const { rows } = await deps.db.query<{ company: string; invitedBy: string }>(
    `SELECT c.name AS company, m.name AS "invitedBy" FROM companies c
     JOIN memberships m ON m.company_id = c.company_id AND m.user_id = $2 WHERE c.company_id = $1`,
    [companyId, invitation.invitedBy],
  )
  const [row] = rows
  if (!row) throw new Error('an invitation without a company or an inviter')
  const { email, role, expiresAt } = invitation
  const user = await userByEmail(deps.db, email)
  const hasAccount = user !== undefined && (await belongsElsewhere(deps.db, { companyId, userId: user.id }))
  return { ...row, email, role, expiresAt, hasAccount }
}

/** Of somebody who is signed in: his user; of somebody new: how he is called, and the password he chooses. */
export type Acceptance = { userId: string } | { name: string; password: string }

/**
 * Makes the invited person a member, once. Throws as `showInvitation`; forbidden when somebody else is signed in, or when he belongs to
 * another company and is not signed in: who made this link must not get into that company by it.
 */
export const acceptInvitation = async (
  deps: AccountsDeps,
  { token, by }: { token: string; by: Acceptance },
): Promise<{ companyId: string; email: string }> => {
  const { invitation: seen } = await open(deps, deps.db, token)
  const fresh =
    'name' in by ? { name: readName(by.name, 'name'), hashed: await hashNewPassword(by.password) } : null
  return deps.db.transaction(async (tx) => {
    const { companyId, invitation } = await open(deps, tx, token)
    const { email, role, id } = invitation
    const user = await userByEmail(tx, email)
    if (fresh === null && (!('userId' in by) || user?.id !== by.userId)) throw otherUser(seen.email)
    if (fresh !== null && user && (await belongsElsewhere(tx, { companyId, userId: user.id })))
      throw signInFirst(email)
    const userId = user?.id ?? (await createUser(deps, tx, { email, name: fresh?.name ?? email }))
    if (fresh !== null) await setPassword(deps, tx, { userId, hashed: fresh.hashed })
    await joinCompany(deps, tx, { companyId, userId, email, name: fresh?.name ?? user?.name ?? email, role })
    await updateInvitation(tx, { companyId, invitationId: id, acceptedAt: deps.clock.now() })
    return { companyId, email }
  })
}

const open = async (deps: AccountsDeps, tx: Queryable, token: string): Promise<Opened> => {
  const read = readInvitationToken(token)
  const invitation = read && (await lockInvitation(tx, { companyId: read.companyId, invitationId: read.id }))
  if (!read || !invitation || !isSigned(deps.secrets, { ...read, expiresAt: invitation.expiresAt }))
    throw notValid(
      'This invitation is not valid: it was used, taken back or renewed, or the link is not whole.',
    )
  if (invitation.expiresAt <= deps.clock.now()) throw notValid('This invitation has expired.')
  return { companyId: read.companyId, invitation }
}

type User = { id: string; name: string }

const userByEmail = async (tx: Queryable, email: string): Promise<User | undefined> => {
  const { rows } = await tx.query<User>('SELECT id, name FROM auth_users WHERE email = $1', [email])
  return rows[0]
}

const notValid = (what: string): AppError =>
  new AppError({ code: 'not_found', field: 'token', message: `${what} Ask who invited you for a new link.` })

const otherUser = (email: string): AppError =>
  new AppError({
    code: 'forbidden',
    field: 'email',
    message: `This invitation is for ${email}. Sign in as that person, or sign out to accept it.`,
  })

const signInFirst = (email: string): AppError =>
  new AppError({
    code: 'forbidden',
    field: 'password',
    message: `${email} has an account already. Sign in with it, then accept the invitation.`,
  })
