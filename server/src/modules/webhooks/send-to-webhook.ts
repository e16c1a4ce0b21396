import { notAllowed } from '#platform/errors/index.ts'
import { ALL_EVENTS } from './event-names.ts'
import { selectWebhooks } from './webhook-queries.ts'
import type { WebhookDeps } from './webhooks-deps.ts'

/** Whoever subscribed to one of these is told of a prospect that is sent by hand. */
const LISTENERS: readonly string[] = ['sendProspect', 'sent_to_webhook', ALL_EVENTS]

/**
 * A user pushes prospects, which exist, to every webhook of `sendProspect`. Answers to how many webhooks each goes; throws `not_allowed` when
 * there is none.
 */
export const sendToWebhook = (
  { db, clock, ports }: Pick<WebhookDeps, 'db' | 'clock' | 'ports'>,
  { companyId, userId, prospectIds }: { companyId: string; userId: string; prospectIds: readonly string[] },
): Promise<{ webhooks: number }> =>
  db.transaction(async (tx) => {
    const all = await selectWebhooks(tx, { companyId })
    const listening = all.filter(({ state, event }) => state === 'on' && LISTENERS.includes(event))
    if (listening.length === 0)
      throw notAllowed(
        'No webhook of the event sendProspect is on. Add one first, or switch one on.',
        'event',
      )
    const about = { userId, occurredAt: clock.now() }
    await ports.appendEvents(
      tx,
      companyId,
      prospectIds.map((prospectId) => ({ ...about, kind: 'sent_to_webhook', prospectId, data: {} })),
    )
    return { webhooks: listening.length }
  })
