import type { FastifyRequest } from 'fastify'
import type { AccountsDeps } from '../accounts-deps.ts'
import { acceptInvitation, showInvitation } from './accept-invitation.ts'
import { changeRole, endMembership } from './change-members.ts'
import { invitationPath } from './invitation-link.ts'
import { invite, listInvitations, mayInvite, renewInvitation, revokeInvitation } from './invite.ts'
import { mailPasswordLink, makePasswordLink, showPasswordLink, usePasswordLink } from './password-link.ts'

/** Who belongs to a company: invited, changed, taken out; and passwords for who has lost his. */
export const createTeam = (deps: AccountsDeps) => ({
  listInvitations: (input: { companyId: string }) => listInvitations(deps, input),
  invite: (input: Parameters<typeof invite>[1]) => invite(deps, input),
  renewInvitation: (input: Parameters<typeof renewInvitation>[1]) => renewInvitation(deps, input),
  revokeInvitation: (input: Parameters<typeof revokeInvitation>[1]) => revokeInvitation(deps, input),
  mayInvite,
  showInvitation: (token: string) => showInvitation(deps, token),
  acceptInvitation: (input: Parameters<typeof acceptInvitation>[1]) => acceptInvitation(deps, input),
  changeRole: (input: Parameters<typeof changeRole>[1]) => changeRole(deps, input),
  endMembership: (input: Parameters<typeof endMembership>[1]) => endMembership(deps, input),
  makePasswordLink: (input: Parameters<typeof makePasswordLink>[1]) => makePasswordLink(deps, input),
  mailPasswordLink: (input: Parameters<typeof mailPasswordLink>[1]) => mailPasswordLink(deps, input),
  showPasswordLink: (token: string) => showPasswordLink(deps, token),
  usePasswordLink: (input: Parameters<typeof usePasswordLink>[1]) => usePasswordLink(deps, input),

  linkOf: ({
    companyId,
    invitation,
    origin,
  }: {
    companyId: string
    invitation: { id: string; expiresAt: Date }
    origin: string
  }): string => `${origin}${invitationPath(deps.secrets, { companyId, ...invitation })}`,
  /** Where browsers reach the server, for links. */
  originOf: (request: FastifyRequest): string => deps.publicUrl ?? `${request.protocol}://${request.host}`,
})

export type Team = ReturnType<typeof createTeam>
