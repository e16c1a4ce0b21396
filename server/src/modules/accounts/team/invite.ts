import type { Queryable } from '#platform/db/index.ts'
import { AppError, conflict, notFound } from '#platform/errors/index.ts'
import type { AccountsDeps } from '../accounts-deps.ts'
import { type Caller, ROLES, type Role } from '../caller.ts'
import { readLoginEmail } from '../login-email.ts'
import { findMember } from '../members.ts'
import { INVITATION_DAYS, type Invitation } from './invitation.ts'
import {
  lockInvitation,
  selectInvitations,
  updateInvitation,
  upsertInvitation,
} from './invitation-queries.ts'
import { mailInvitation } from './mail-invitation.ts'

type Inviter = Pick<Caller, 'companyId' | 'userId' | 'role'>

/** How an invitation reaches somebody: its link is always answered, and a mail sent where `mail` says so and a mailbox can. */
export type Sending = { origin: string; mail?: boolean | undefined }

const DAY = 24 * 60 * 60_000

/** Who is invited and has not come yet, newest first. There are few, so they come in one piece. */
export const listInvitations = (
  { db }: Pick<AccountsDeps, 'db'>,
  input: { companyId: string },
): Promise<Invitation[]> => selectInvitations(db, input)

/** Invites an address, in place of an invitation that it has. Throws conflict for a member, forbidden for a role above one's own. */
export const invite = async (
  deps: AccountsDeps,
  { caller, email, role, ...sending }: { caller: Inviter; email: string; role: Role } & Sending,
): Promise<Invitation> => {
  const address = readLoginEmail(email)
  requireRank(caller, role)
  const invitation = await deps.db.transaction(async (tx) => {
    const { companyId, userId } = caller
    if (await findMember(tx, { companyId, email: address }))
      throw conflict(`${address} belongs to the team already.`, 'email')
    const now = deps.clock.now()
    return upsertInvitation(tx, {
      ...{ companyId, id: deps.newId(), email: address, role, invitedBy: userId },
      ...{ now, expiresAt: new Date(now.getTime() + INVITATION_DAYS * DAY) },
    })
  })
  return mailIfAsked(deps, { caller, invitation, ...sending })
}

/** Makes a new link that works from now on as long as a first one, and ends the old one. Throws as `invite`, and not_found. */
export const renewInvitation = async (
  deps: AccountsDeps,
  { caller, invitationId, ...sending }: { caller: Inviter; invitationId: string } & Sending,
): Promise<Invitation> => {
  const invitation = await deps.db.transaction(async (tx) => {
    const found = await requireInvitation(tx, { caller, invitationId })
    const expiresAt = new Date(deps.clock.now().getTime() + INVITATION_DAYS * DAY)
    await updateInvitation(tx, { companyId: caller.companyId, invitationId, expiresAt })
    return { ...found, expiresAt }
  })
  return mailIfAsked(deps, { caller, invitation, ...sending })
}

/** Ends an invitation: its link works no more. Throws as `renewInvitation`. */
export const revokeInvitation = async (
  deps: AccountsDeps,
  { caller, invitationId }: { caller: Inviter; invitationId: string },
): Promise<Invitation> =>
  deps.db.transaction(async (tx) => {
    const found = await requireInvitation(tx, { caller, invitationId })
    await updateInvitation(tx, { companyId: caller.companyId, invitationId, revokedAt: deps.clock.now() })
    return found
  })

const requireInvitation = async (
  tx: Queryable,
  { caller, invitationId }: { caller: Inviter; invitationId: string },
): Promise<Invitation> => {
  const found = await lockInvitation(tx, { companyId: caller.companyId, invitationId })
  if (!found) throw notFound('There is no such open invitation.', 'invitationId')
  requireRank(caller, found.role)
  return found
}

const mailIfAsked = async (
  deps: AccountsDeps,
  { invitation, mail, ...more }: { caller: Inviter; invitation: Invitation } & Sending,
): Promise<Invitation> => {
  if (!mail || !(await mailInvitation(deps, { invitation, ...more }))) return invitation
  const mailedAt = deps.clock.now()
  await updateInvitation(deps.db, { companyId: more.caller.companyId, invitationId: invitation.id, mailedAt })
  return { ...invitation, mailedAt }
}

/** Nobody makes anybody more than he is himself. */
export const mayInvite = (role: Role, wanted: Role): boolean => ROLES.indexOf(wanted) >= ROLES.indexOf(role)

const requireRank = ({ role }: Inviter, wanted: Role): void => {
  if (mayInvite(role, wanted)) return
  throw new AppError({
    code: 'forbidden',
    field: 'role',
    message: `As a ${role} you cannot invite ${wanted === 'admin' ? 'an admin' : `a ${wanted}`}. Ask an admin.`,
  })
}
