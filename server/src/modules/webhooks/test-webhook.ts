import { insertDeliveries } from './announce/insert-deliveries.ts'
import { LEASE } from './deliver/claim-deliveries.ts'
import { postDelivery } from './deliver/post-delivery.ts'
import { storeTest } from './deliver/settle-deliveries.ts'
import { deliveryById } from './delivery-queries.ts'
import { ALL_EVENTS } from './event-names.ts'
import type { Delivery } from './webhook.ts'
import { sealedSecretOf, webhookById } from './webhook-queries.ts'
import { openSecret } from './webhook-secret.ts'
import type { WebhookDeps } from './webhooks-deps.ts'

/** Nobody's. */
const SAMPLE = {
  fullName: 'Ann Example',
  firstName: 'Ann',
  lastName: 'Example',
  company: 'Example',
  companyDomain: 'example.com',
  email: 'ann@example.com',
  city: 'Berlin',
  country: 'Germany',
  tags: 'test',
  list: 'default',
}

/**
 * Sends a sample to a webhook, also to one that is off, and waits for what comes of it. It stands in the log, is not tried again, and does
 * not count as a failure of the webhook. Throws `not_found`.
 */
export const testWebhook = async (
  deps: WebhookDeps,
  which: { companyId: string; webhookId: string },
): Promise<Delivery> => {
  const { db, clock } = deps
  const { companyId, webhookId } = which
  const webhook = await webhookById(db, which)
  const id = deps.newId()
  const now = clock.now()
  const event = webhook.event === ALL_EVENTS ? 'sendProspect' : webhook.event
  const body = JSON.stringify({ ...SAMPLE, event, eventId: id, occurredAt: now.toISOString() })
  const delivery = { id, webhookId, event: 'test', eventId: null, prospectId: null, body }
  // Where this process ends before the answer, it is found at the end of the lease and tried like any other.
  await insertDeliveries(db, {
    ...{ companyId, now, deliveries: [delivery] },
    dueAt: new Date(now.getTime() + LEASE),
  })
  const secret = openSecret(deps.secrets, which, await sealedSecretOf(db, which))
  const result = await postDelivery(deps, { id, url: webhook.url, secret, body })
  await storeTest(db, { companyId, id, now, result })
  const stored = await deliveryById(db, { companyId, deliveryId: id })
  if (!stored) throw new Error('a test of a webhook left no line in its log')
  return stored
}
