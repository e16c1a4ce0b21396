import {
  EndOfMembership,
  IdParams,
  Invitation,
  InvitationPage,
  InvitationRenewal,
  NewInvitation,
  NoContent,
  PasswordLink,
  RoleChange,
} from '@cadenza/contracts'
import type { FastifyRequest } from 'fastify'
import { renameFields } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { callerOf } from '../require-caller.ts'
import type { Invitation as StoredInvitation } from './invitation.ts'
import type { Team } from './team.ts'

/** `/invitations`, and what admins do with members. */
export const addTeamRoutes = (server: HttpServer, team: Team): void => {
  server.register(async (routes: HttpServer) => {
    renameFields(
      routes,
      new Map([
        ['invitationId', 'id'],
        ['memberId', 'id'],
      ]),
    )
    addInvitationRoutes(routes, team)
    addMemberRoutes(routes, team)
  })
}

const tags = ['team']

const addInvitationRoutes = (routes: HttpServer, team: Team): void => {
  const viewIn =
    (request: FastifyRequest) =>
    ({ createdAt, expiresAt, mailedAt, ...invitation }: StoredInvitation): Invitation => ({
      ...invitation,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      mailedAt: mailedAt?.toISOString() ?? null,
      link: team.linkOf({
        companyId: callerOf(request).companyId,
        invitation: { id: invitation.id, expiresAt },
        origin: team.originOf(request),
      }),
    })

  routes.get(
    '/invitations',
    {
      schema: {
        operationId: 'listInvitations',
        summary: 'Who is invited and has not come yet, newest first, in one page (admins and managers)',
        tags,
        response: { 200: InvitationPage },
      },
    },
    async (request) => {
      const { companyId, role } = callerOf(request)
      const open = await team.listInvitations({ companyId })
      // A link to more than one has oneself would be a way to get it.
      const shown = open.filter((one) => team.mayInvite(role, one.role))
      return { items: shown.map(viewIn(request)), next: null }
    },
  )

  routes.post(
    '/invitations',
    {
      schema: {
        operationId: 'invite',
        summary: 'Invite somebody, in place of an invitation he has; a manager invites managers and reps',
        tags,
        body: NewInvitation,
        response: { 201: Invitation },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const invitation = await team.invite({ caller, ...request.body, origin: team.originOf(request) })
      return reply.code(201).send(viewIn(request)(invitation))
    },
  )

  routes.post(
    '/invitations/:id/renew',
    {
      schema: {
        operationId: 'renewInvitation',
        summary: 'Make a new link, which works 7 days from now; the one before ends',
        tags,
        params: IdParams,
        body: InvitationRenewal,
        response: { 200: Invitation },
      },
    },
    async (request) => {
      const invitationId = request.params.id
      const origin = team.originOf(request)
      const { mail } = request.body
      return viewIn(request)(
        await team.renewInvitation({ caller: callerOf(request), invitationId, origin, mail }),
      )
    },
  )

  routes.delete(
    '/invitations/:id',
    {
      schema: {
        operationId: 'revokeInvitation',
        summary: 'Take an invitation back; its link works no more',
        tags,
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      await team.revokeInvitation({ caller: callerOf(request), invitationId: request.params.id })
      return reply.code(204).send(null)
    },
  )
}

const addMemberRoutes = (routes: HttpServer, team: Team): void => {
  routes.patch(
    '/members/:id',
    {
      schema: {
        operationId: 'changeMember',
        summary: 'Give a member another role (admins)',
        tags,
        params: IdParams,
        body: RoleChange,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { role } = request.body
      await team.changeRole({ caller: callerOf(request), memberId: request.params.id, role })
      return reply.code(204).send(null)
    },
  )

  routes.delete(
    '/members/:id',
    {
      schema: {
        operationId: 'endMembership',
        summary: 'Take a member out of the company: keys and sessions end at once (admins)',
        description: 'What he has stays his; a successor that is named gets it, within minutes.',
        tags,
        params: IdParams,
        querystring: EndOfMembership,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { successorId } = request.query
      await team.endMembership({ caller: callerOf(request), memberId: request.params.id, successorId })
      return reply.code(204).send(null)
    },
  )

  routes.post(
    '/members/:id/password-link',
    {
      schema: {
        operationId: 'makePasswordLink',
        summary: 'A link with which a member chooses a new password, good for a day and once (admins)',
        tags,
        params: IdParams,
        response: { 200: PasswordLink },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const made = await team.makePasswordLink({
        ...{ companyId, memberId: request.params.id, origin: team.originOf(request) },
      })
      return { ...made, expiresAt: made.expiresAt.toISOString() }
    },
  )
}
