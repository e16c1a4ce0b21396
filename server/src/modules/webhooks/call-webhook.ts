import type { Queryable } from '#platform/db/index.ts'
import { ensureWebhook } from './add-webhook.ts'
import { bodyOf } from './announce/delivery-body.ts'
import { factsOf } from './announce/event-facts.ts'
import { insertDeliveries } from './announce/insert-deliveries.ts'
import { CALLED } from './event-names.ts'
import { receiverUrl } from './receiver-url.ts'
import type { WebhookDeps } from './webhooks-deps.ts'

export type CallWebhook = {
  companyId: string
  prospectId: string
  /** As it is typed in the journey; see `checkReceiver` for what is checked when that is published. */
  url: string
  /** The owner of the journey, who is told when the address takes nothing for a day. */
  userId: string
  sequenceId?: string | null | undefined
  stepId?: string | null | undefined
  enrolmentId?: string | null | undefined
}

/**
 * One delivery about a prospect to an address that an action of a journey names, in the caller's transaction. The address is a webhook of the
 * event `callWebhook`, made at the first call: so it has a secret, a log and its own way, and is switched off like others; while it is off,
 * nothing is written. Throws `invalid_input` for what is no address.
 */
export const callWebhook = async (
  deps: Pick<WebhookDeps, 'newId' | 'clock' | 'secrets' | 'ports'>,
  tx: Queryable,
  { companyId, userId, url: typed, ...about }: CallWebhook,
): Promise<void> => {
  const url = typed.trim()
  receiverUrl(url, 'url')
  const webhook = await ensureWebhook(deps, tx, { companyId, userId, event: CALLED, url })
  if (webhook.isOff) return
  const now = deps.clock.now()
  const id = deps.newId()
  const event = { ...about, id, kind: 'sent_to_webhook', userId, occurredAt: now, data: {} } as const
  const [facts] = await factsOf(tx, { companyId, events: [event] })
  if (!facts) throw new Error('an event to be announced has no facts')
  const delivery = {
    id,
    webhookId: webhook.id,
    event: CALLED,
    eventId: id,
    prospectId: about.prospectId,
    body: bodyOf(CALLED, event, facts),
  }
  await insertDeliveries(tx, { companyId, now, deliveries: [delivery] })
  await deps.ports.ringCourier(tx)
}
