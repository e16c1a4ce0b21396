import type { AppendedEvent } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import type { WebhookDeps } from '../webhooks-deps.ts'
import { bodyOf } from './delivery-body.ts'
import { factsOf } from './event-facts.ts'
import { insertDeliveries, type NewDelivery } from './insert-deliveries.ts'
import { mayConcern, namesFor } from './names-of-event.ts'

/**
 * Writes a delivery for each webhook that subscribed to one of these events, in the transaction that appends them: what is undone is never
 * announced, and what is committed is never forgotten.
 *
 * Bodies are made here and not when they are sent: they say what the prospect was when it happened (a tag that was just taken off is gone,
 * a list moved from later is still his), and a later try sends the same bytes. It reads and inserts, and waits for no lock. Where nobody
 * subscribed it costs one look into an index; the large statement is not even planned.
 */
export const announceEvents = async (
  deps: Pick<WebhookDeps, 'newId' | 'clock' | 'ports'>,
  tx: Queryable,
  companyId: string,
  events: readonly AppendedEvent[],
): Promise<void> => {
  const webhooks = await subscriptions(tx, companyId)
  if (webhooks.length === 0) return
  const subscribed = [...new Set(webhooks.map(({ event }) => event))]
  const wanted = events.filter((event) => subscribed.some((name) => mayConcern(name, event)))
  if (wanted.length === 0) return
  const facts = await factsOf(tx, { companyId, events: wanted })
  const deliveries: NewDelivery[] = []
  for (const [place, event] of wanted.entries()) {
    const known = facts[place]
    if (!known) throw new Error('an event to be announced has no facts')
    const bodies = new Map<string, string>()
    for (const webhook of webhooks)
      for (const name of namesFor(webhook.event, event, known)) {
        const body = bodies.get(name) ?? bodyOf(name, event, known)
        bodies.set(name, body)
        deliveries.push({
          id: deps.newId(),
          webhookId: webhook.id,
          event: name,
          eventId: event.id,
          prospectId: event.prospectId ?? null,
          body,
        })
      }
  }
  if (deliveries.length === 0) return
  await insertDeliveries(tx, { companyId, now: deps.clock.now(), deliveries })
  await deps.ports.ringCourier(tx)
}

/** Index webhooks_on. */
const subscriptions = async (tx: Queryable, companyId: string): Promise<{ id: string; event: string }[]> => {
  const { rows } = await tx.query<{ id: string; event: string }>(
    `SELECT id, event FROM webhooks WHERE company_id = $1 AND state = 'on' ORDER BY id`,
    [companyId],
  )
  return rows
}
