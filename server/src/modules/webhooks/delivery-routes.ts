import {
  IdParams,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookDeliveryQuery,
  WebhookReplay,
  WebhookReplayed,
} from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import { byId, pageOf, readPage } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Webhooks } from './index.ts'
import { deliveryView } from './webhook-view.ts'

/** The log of a webhook, replay and test. */
export const addDeliveryRoutes = (
  server: HttpServer,
  webhooks: Pick<Webhooks, 'listDeliveries' | 'replayDeliveries' | 'testWebhook'>,
): void => {
  const tags = ['webhooks']

  server.get(
    '/webhooks/:id/deliveries',
    {
      schema: {
        operationId: 'listWebhookDeliveries',
        summary: 'What was and is to be sent to a webhook, newest first; kept for 30 days',
        tags,
        params: IdParams,
        querystring: WebhookDeliveryQuery,
        response: { 200: WebhookDeliveryPage },
      },
    },
    async (request) => {
      const which = { companyId: callerOf(request).companyId, webhookId: request.params.id }
      const { after, limit, rows } = readPage(request.query)
      const { state } = request.query
      const found = await webhooks.listDeliveries({ ...which, state, before: after?.[0], limit: rows })
      return pageOf(found, { limit, placeOf: byId, view: deliveryView })
    },
  )

  server.post(
    '/webhooks/:id/replay',
    {
      schema: {
        operationId: 'replayWebhookDeliveries',
        summary: 'Send deliveries again: those named, or all that were set aside',
        tags,
        params: IdParams,
        body: WebhookReplay,
        response: { 200: WebhookReplayed },
      },
    },
    async (request) => {
      const which = { companyId: callerOf(request).companyId, webhookId: request.params.id }
      const { deliveryIds } = request.body
      return { replayed: await webhooks.replayDeliveries({ ...which, deliveryIds }) }
    },
  )

  server.post(
    '/webhooks/:id/test',
    {
      schema: {
        operationId: 'testWebhook',
        summary: 'Send it a sample now and say what came of it; works while it is off, too',
        tags,
        params: IdParams,
        response: { 200: WebhookDelivery },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      return deliveryView(await webhooks.testWebhook({ companyId, webhookId: request.params.id }))
    },
  )
}
