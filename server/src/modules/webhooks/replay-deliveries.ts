import { notAllowed, notFound } from '#platform/errors/index.ts'
import { replaySetAside, replayThese } from './delivery-queries.ts'
import { lockWebhook, webhookById } from './webhook-queries.ts'
import type { WebhookDeps } from './webhooks-deps.ts'

/**
 * Sends deliveries again, under the same `webhook-id`: those named, in whatever state they are, or all that were set aside. Answers how many.
 * Throws `not_found`, and `not_allowed` while the webhook is off.
 */
export const replayDeliveries = (
  deps: Pick<WebhookDeps, 'db' | 'clock' | 'ports'>,
  {
    deliveryIds,
    ...which
  }: { companyId: string; webhookId: string; deliveryIds?: readonly string[] | undefined },
): Promise<number> =>
  deps.db.transaction(async (tx) => {
    await lockWebhook(tx, which)
    const { state } = await webhookById(tx, which)
    if (state === 'off')
      throw notAllowed('The webhook is off. Switch it on first, then replay what was set aside.', 'id')
    const now = deps.clock.now()
    await deps.ports.ringCourier(tx)
    if (deliveryIds === undefined) return replaySetAside(tx, { ...which, now })
    const replayed = new Set(await replayThese(tx, { ...which, now, ids: deliveryIds }))
    const unknown = deliveryIds.find((id) => !replayed.has(id))
    if (unknown !== undefined)
      throw notFound(
        `The webhook has no delivery with the id ${JSON.stringify(unknown.slice(0, 60))}.`,
        'deliveryIds',
      )
    return replayed.size
  })
