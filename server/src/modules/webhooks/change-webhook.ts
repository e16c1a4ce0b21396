import { conflict, invalidInput } from '#platform/errors/index.ts'
import { checkReceiver } from './check-receiver.ts'
import { setWaitingAside } from './deliver/settle-deliveries.ts'
import { CALLED, readEventName } from './event-names.ts'
import type { Webhook } from './webhook.ts'
import { changeWebhook, lockWebhook, markRemoved, storeSecret, webhookById } from './webhook-queries.ts'
import { newSecret, sealSecret } from './webhook-secret.ts'
import type { WebhookDeps } from './webhooks-deps.ts'

type Which = { companyId: string; webhookId: string }

export type ChangeWebhook = Which & {
  event?: string | undefined
  url?: string | undefined
  /** off: what waits is set aside, and nothing is kept for it until it is on again. */
  state?: 'on' | 'off' | undefined
  /** What a client calls these, for errors. */
  fields?: { event: string; url: string }
}

/**
 * Changes what is given; what already waits goes to the new address. Throws `not_found`, `conflict` where the user
 * has such a webhook already, and what `addWebhook` throws.
 */
export const updateWebhook = async (deps: WebhookDeps, input: ChangeWebhook): Promise<Webhook> => {
  const { companyId, webhookId, state, fields = { event: 'event', url: 'url' } } = input
  const event = input.event === undefined ? undefined : readEventName(input.event, fields.event)
  const url = input.url?.trim()
  const present = await webhookById(deps.db, input)
  if (present.event === CALLED && event !== undefined)
    throw invalidInput(fields.event, 'This address is called by journeys; it is told of no other event.')
  if (url !== undefined) await checkReceiver(deps, url, fields.url)
  const changed = deps.db.transaction(async (tx) => {
    await lockWebhook(tx, input)
    const offReason = state === 'off' ? 'A user switched it off.' : undefined
    await changeWebhook(tx, { companyId, webhookId, event, url, state, offReason })
    if (state === 'off') await setWaitingAside(tx, input)
    else await deps.ports.ringCourier(tx)
    return webhookById(tx, input)
  })
  return changed.catch((error: unknown) => {
    throw isTwin(error)
      ? conflict('There is a webhook of this event to this address already.', fields.url)
      : error
  })
}

const isTwin = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'webhooks_subscription'

/** It is told of nothing more. Throws `not_found`. */
export const removeWebhook = (deps: WebhookDeps, which: Which): Promise<void> =>
  deps.db.transaction(async (tx) => {
    await lockWebhook(tx, which)
    await markRemoved(tx, which)
  })

/** A new secret, which the next delivery is signed with; shown this once. Throws `not_found`. */
export const renewSecret = (deps: WebhookDeps, which: Which): Promise<{ secret: string }> =>
  deps.db.transaction(async (tx) => {
    await lockWebhook(tx, which)
    const secret = newSecret()
    await storeSecret(tx, { ...which, secret: sealSecret(deps.secrets, which, secret) })
    return { secret }
  })
