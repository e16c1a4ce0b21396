import {
  IdParams,
  Mailbox,
  MailboxChange,
  MailboxPage,
  MailboxQuery,
  MailboxServers,
  NewMailbox,
  NoContent,
} from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import { byId, pageOf, readPage, renameFields } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Mailboxes } from './index.ts'
import { addMailboxStateRoutes } from './mailbox-state-routes.ts'
import { LIMIT_NAMES, mailboxView } from './mailbox-view.ts'
import { serversOf } from './servers-of.ts'

/** `/mailboxes` of the app's API: what is given as a secret is never answered. */
export const addMailboxRoutes = (server: HttpServer, mailboxes: Mailboxes): void => {
  server.register(async (routes: HttpServer) => {
    renameFields(routes, LIMIT_NAMES)
    addCollection(routes, mailboxes)
    addOne(routes, mailboxes)
    addMailboxStateRoutes(routes, mailboxes)
  })
}

const tags = ['mailboxes']

const addCollection = (
  server: HttpServer,
  mailboxes: Pick<Mailboxes, 'listMailboxes' | 'addMailbox'>,
): void => {
  server.get(
    '/mailboxes',
    {
      schema: {
        operationId: 'listMailboxes',
        summary: 'Mailboxes, oldest first',
        tags,
        querystring: MailboxQuery,
        response: { 200: MailboxPage },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const { userId } = request.query
      const { after, limit, rows } = readPage(request.query)
      const found = await mailboxes.listMailboxes({
        companyId,
        userIds: userId === undefined ? undefined : [userId],
        after: after?.[0],
        limit: rows,
      })
      return pageOf(found, { limit, placeOf: byId, view: mailboxView })
    },
  )

  server.post(
    '/mailboxes',
    {
      schema: {
        operationId: 'addMailbox',
        summary: 'Add a mailbox of your own; nothing is connected to before it is checked or sends',
        tags,
        body: NewMailbox,
        response: { 201: Mailbox },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      const { from, replyTo, signature, limits, ...servers } = request.body
      const added = await mailboxes.addMailbox({
        ...serversOf(servers),
        companyId,
        userId,
        from,
        replyTo,
        signature,
        limits,
      })
      return reply.code(201).send(mailboxView(added))
    },
  )
}

const addOne = (
  server: HttpServer,
  mailboxes: Pick<Mailboxes, 'mailboxById' | 'updateMailbox' | 'changeServers' | 'removeMailbox'>,
): void => {
  server.get(
    '/mailboxes/:id',
    {
      schema: {
        operationId: 'getMailbox',
        summary: 'One mailbox',
        tags,
        params: IdParams,
        response: { 200: Mailbox },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      return mailboxView(await mailboxes.mailboxById({ companyId, mailboxId: request.params.id }))
    },
  )

  server.patch(
    '/mailboxes/:id',
    {
      schema: {
        operationId: 'changeMailbox',
        summary: 'Change what is given of name, signature, Reply-To and limits',
        tags,
        params: IdParams,
        body: MailboxChange,
        response: { 200: Mailbox },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const which = { companyId, mailboxId: request.params.id }
      return mailboxView(await mailboxes.updateMailbox({ ...which, ...request.body }))
    },
  )

  server.put(
    '/mailboxes/:id/servers',
    {
      schema: {
        operationId: 'replaceMailboxServers',
        summary: 'Other servers or credentials; all of them are given anew',
        tags,
        params: IdParams,
        body: MailboxServers,
        response: { 200: Mailbox },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const which = { companyId, mailboxId: request.params.id }
      return mailboxView(await mailboxes.changeServers({ ...which, ...serversOf(request.body) }))
    },
  )

  server.delete(
    '/mailboxes/:id',
    {
      schema: {
        operationId: 'removeMailbox',
        summary: 'Take a mailbox away, and its secrets with it; its mails and threads stay',
        tags,
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { companyId } = callerOf(request)
      await mailboxes.removeMailbox({ companyId, mailboxId: request.params.id })
      return reply.code(204).send(null)
    },
  )
}
