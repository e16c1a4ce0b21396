import {
  CreatedWebhook,
  IdParams,
  NewWebhook,
  NoContent,
  PageQuery,
  Webhook,
  WebhookChange,
  WebhookEventPage,
  WebhookPage,
  WebhookSecret,
} from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import type { Prospects } from '#modules/prospects/index.ts'
import { byId, pageOf, readPage } from '#platform/api/index.ts'
import { conflict } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { addDeliveryRoutes } from './delivery-routes.ts'
import { ALL_EVENTS, KLENTY_EVENTS, OWN_EVENTS } from './event-names.ts'
import type { Webhooks } from './index.ts'
import { addSendRoutes } from './send-routes.ts'
import { webhookView } from './webhook-view.ts'

type Deps = { webhooks: Webhooks; prospects: Pick<Prospects, 'findById' | 'findByEmail'> }

/** `/webhooks`, `/webhook-events` and sending a prospect, of the app's API. */
export const addWebhookRoutes = (server: HttpServer, deps: Deps): void => {
  addCollection(server, deps.webhooks)
  addOne(server, deps.webhooks)
  addDeliveryRoutes(server, deps.webhooks)
  addSendRoutes(server, deps)
}

const tags = ['webhooks']

const addCollection = (server: HttpServer, webhooks: Pick<Webhooks, 'listWebhooks' | 'addWebhook'>): void => {
  server.get(
    '/webhook-events',
    {
      schema: {
        operationId: 'listWebhookEvents',
        summary: 'What a webhook can subscribe to, in one page',
        tags,
        response: { 200: WebhookEventPage },
      },
    },
    async () => ({ items: EVENTS, next: null }),
  )

  server.get(
    '/webhooks',
    {
      schema: {
        operationId: 'listWebhooks',
        summary: 'Every webhook of the company, oldest first; also those that journeys call',
        tags,
        querystring: PageQuery,
        response: { 200: WebhookPage },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const { after, limit, rows } = readPage(request.query)
      const found = await webhooks.listWebhooks({ companyId, after: after?.[0], limit: rows })
      return pageOf(found, { limit, placeOf: byId, view: webhookView })
    },
  )

  server.post(
    '/webhooks',
    {
      schema: {
        operationId: 'addWebhook',
        summary: 'Subscribe an address to an event; its secret is shown this once',
        tags,
        body: NewWebhook,
        response: { 201: CreatedWebhook },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      const { webhook, secret, isNew } = await webhooks.addWebhook({ companyId, userId, ...request.body })
      if (!isNew) throw conflict(`You have this webhook already: ${webhook.id}. It is on.`, 'url')
      return reply.code(201).send({ ...webhookView(webhook), secret })
    },
  )
}

const EVENTS = Object.entries({
  [ALL_EVENTS]: 'Everything, each event once: under its Klenty name where it has one, else under our own',
  ...KLENTY_EVENTS,
  ...OWN_EVENTS,
}).map(([name, description]) => ({ name, description }))

const addOne = (
  server: HttpServer,
  webhooks: Pick<Webhooks, 'webhookById' | 'updateWebhook' | 'removeWebhook' | 'renewSecret'>,
): void => {
  server.get(
    '/webhooks/:id',
    {
      schema: {
        operationId: 'getWebhook',
        summary: 'One webhook',
        tags,
        params: IdParams,
        response: { 200: Webhook },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      return webhookView(await webhooks.webhookById({ companyId, webhookId: request.params.id }))
    },
  )

  server.patch(
    '/webhooks/:id',
    {
      schema: {
        operationId: 'changeWebhook',
        summary: 'Change what is given, switch it on or off',
        tags,
        params: IdParams,
        body: WebhookChange,
        response: { 200: Webhook },
      },
    },
    async (request) => {
      const which = { companyId: callerOf(request).companyId, webhookId: request.params.id }
      return webhookView(await webhooks.updateWebhook({ ...which, ...request.body }))
    },
  )

  server.delete(
    '/webhooks/:id',
    {
      schema: {
        operationId: 'removeWebhook',
        summary: 'Tell it of nothing more; what waits for it is cancelled',
        tags,
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      await webhooks.removeWebhook({
        companyId: callerOf(request).companyId,
        webhookId: request.params.id,
      })
      return reply.code(204).send(null)
    },
  )

  server.post(
    '/webhooks/:id/secret',
    {
      schema: {
        operationId: 'renewWebhookSecret',
        summary: 'Give it a new secret, which signs from the next delivery on; shown this once',
        tags,
        params: IdParams,
        response: { 200: WebhookSecret },
      },
    },
    async (request) =>
      webhooks.renewSecret({ companyId: callerOf(request).companyId, webhookId: request.params.id }),
  )
}
