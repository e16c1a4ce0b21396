import { type Static, Type } from 'typebox'
import { Role } from './accounts.ts'
import { pageOf } from './page.ts'
import { choice, Email, Id, Instant, nullable } from './values.ts'

export const Invitation = Type.Object(
  {
    id: Id,
    email: Email,
    role: Role,
    invitedBy: Id,
    createdAt: Instant,
    expiresAt: Instant,
    mailedAt: nullable(Instant),
    link: Type.String({ description: 'The page on which it is accepted; whoever has it can accept it' }),
  },
  { title: 'Invitation' },
)
export type Invitation = Static<typeof Invitation>
export const InvitationPage = pageOf(Invitation)

const mail = Type.Optional(
  Type.Boolean({
    description:
      'Also send the link, through a mailbox of yours that runs; mailedAt says whether that was possible',
  }),
)
export const NewInvitation = Type.Object(
  { email: Email, role: choice(['rep', 'manager', 'admin']), mail },
  { title: 'NewInvitation' },
)
export const InvitationRenewal = Type.Object({ mail }, { title: 'InvitationRenewal' })

export const RoleChange = Type.Object({ role: Role }, { title: 'RoleChange' })
export const EndOfMembership = Type.Object({
  successorId: Type.Optional(
    Type.String({
      description:
        'The member who gets his prospects, open tasks, cadences, journeys, templates and mailboxes',
    }),
  ),
})
export const PasswordLink = Type.Object(
  { link: Type.String(), email: Email, expiresAt: Instant },
  { title: 'PasswordLink' },
)
