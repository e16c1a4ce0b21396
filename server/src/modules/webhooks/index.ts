import type { AppendedEvent } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { type AddWebhook, addWebhook } from './add-webhook.ts'
import { announceEvents } from './announce/announce-events.ts'
import { type CallWebhook, callWebhook } from './call-webhook.ts'
import { type ChangeWebhook, removeWebhook, renewSecret, updateWebhook } from './change-webhook.ts'
import { checkReceiver } from './check-receiver.ts'
import { createCourier } from './deliver/courier.ts'
import { selectDeliveries } from './delivery-queries.ts'
import { pruneLog } from './prune-log.ts'
import { renewSecrets } from './renew-secrets.ts'
import { replayDeliveries } from './replay-deliveries.ts'
import { sendToWebhook } from './send-to-webhook.ts'
import { testWebhook } from './test-webhook.ts'
import type { DeliveryState } from './webhook.ts'
import { selectWebhooks, webhookById } from './webhook-queries.ts'
import type { WebhookDeps } from './webhooks-deps.ts'

export type { AddedWebhook, AddWebhook } from './add-webhook.ts'
export type { CallWebhook } from './call-webhook.ts'
export { CALLED } from './event-names.ts'
export { isSecured } from './receiver-url.ts'
export { addWebhookRoutes } from './routes.ts'
export {
  DELIVERY_STATES,
  type Delivery,
  type DeliveryState,
  type Webhook,
  type WebhookState,
} from './webhook.ts'
export type { WebhookDeps } from './webhooks-deps.ts'

type Which = { companyId: string; webhookId: string }

/** Addresses of others that are told what happens: subscriptions, the deliveries to them, their log. */
export const createWebhooks = (deps: WebhookDeps) => {
  const courier = createCourier(deps)
  return {
    addWebhook: (input: AddWebhook) => addWebhook(deps, input),
    updateWebhook: (input: ChangeWebhook) => updateWebhook(deps, input),
    removeWebhook: (input: Which) => removeWebhook(deps, input),
    renewSecret: (input: Which) => renewSecret(deps, input),
    /** All of a company, which came from another installation. */
    renewSecrets: (tx: Queryable, input: { companyId: string }) => renewSecrets(deps, tx, input),
    testWebhook: (input: Which) => testWebhook(deps, input),
    webhookById: (input: Which) => webhookById(deps.db, input),
    listWebhooks: (input: { companyId: string; after?: string | undefined; limit?: number | undefined }) =>
      selectWebhooks(deps.db, input),

    listDeliveries: async (
      input: Which & { state?: DeliveryState | undefined; before?: string | undefined; limit: number },
    ) => {
      await webhookById(deps.db, input)
      return selectDeliveries(deps.db, input)
    },
    replayDeliveries: (input: Parameters<typeof replayDeliveries>[1]) => replayDeliveries(deps, input),

    sendToWebhook: (input: Parameters<typeof sendToWebhook>[1]) => sendToWebhook(deps, input),
    callWebhook: (tx: Queryable, input: CallWebhook) => callWebhook(deps, tx, input),
    /** Whether an address may be called; for what is published now and called later. Throws as `addWebhook` does. */
    checkReceiver: (input: { url: string; field: string }) => checkReceiver(deps, input.url, input.field),

    /** A listener of events: writes their deliveries in the transaction that appends them. */
    announce: (tx: Queryable, companyId: string, events: readonly AppendedEvent[]) =>
      announceEvents(deps, tx, companyId, events),
    /** Begins to deliver what is due. */
    deliver: (signal?: AbortSignal) => courier.tick(signal),
    /** Resolves when nothing is on its way to a receiver. */
    delivered: () => courier.idle(),
    pruneLog: () => pruneLog(deps),
  }
}

export type Webhooks = ReturnType<typeof createWebhooks>
