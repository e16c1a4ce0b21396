import type { Queryable } from '#platform/db/index.ts'
import { checkReceiver } from './check-receiver.ts'
import { readEventName } from './event-names.ts'
import type { Webhook } from './webhook.ts'
import { changeWebhook, insertWebhook, sameSubscription, webhookById } from './webhook-queries.ts'
import { newSecret, openSecret, sealSecret } from './webhook-secret.ts'
import type { WebhookDeps } from './webhooks-deps.ts'

export type AddWebhook = {
  companyId: string
  userId: string
  /** Any case, also one of the short names. */
  event: string
  /** Kept as typed. */
  url: string
  /** What a client calls these two, for errors. */
  fields?: { event: string; url: string }
}

export type AddedWebhook = {
  webhook: Webhook
  /** Signs what it is sent; nobody else is shown it. */
  secret: string
  /** False: this user had this very subscription; it is on again if it was off. */
  isNew: boolean
}

/**
 * Subscribes an address to an event, once however often a user says so. Throws `invalid_input` for an unknown event or what is no address, and
 * `not_allowed` for a private one.
 */
export const addWebhook = async (deps: WebhookDeps, input: AddWebhook): Promise<AddedWebhook> => {
  const { companyId, fields = { event: 'event', url: 'url' } } = input
  const event = readEventName(input.event, fields.event)
  const url = input.url.trim()
  await checkReceiver(deps, url, fields.url)
  return deps.db.transaction(async (tx) => {
    const { id, secret, isNew, isOff } = await ensureWebhook(deps, tx, { ...input, event, url })
    if (isOff) await changeWebhook(tx, { companyId, webhookId: id, state: 'on' })
    return { webhook: await webhookById(tx, { companyId, webhookId: id }), secret, isNew }
  })
}

/** The user's webhook of that event and address, made where there is none. */
export const ensureWebhook = async (
  { newId, clock, secrets }: Pick<WebhookDeps, 'newId' | 'clock' | 'secrets'>,
  tx: Queryable,
  { companyId, userId, event, url }: { companyId: string; userId: string; event: string; url: string },
): Promise<{ id: string; secret: string; isNew: boolean; isOff: boolean }> => {
  const present = await sameSubscription(tx, { companyId, userId, event, url })
  if (present) return { ...opened(secrets, companyId, present), isNew: false, isOff: present.state === 'off' }
  const webhookId = newId()
  const secret = newSecret()
  const sealed = sealSecret(secrets, { companyId, webhookId }, secret)
  const row = { companyId, webhookId, event, url, userId, secret: sealed, now: clock.now() }
  if (await insertWebhook(tx, row)) return { id: webhookId, secret, isNew: true, isOff: false }
  // Somebody else made it at this very moment.
  const other = await sameSubscription(tx, { companyId, userId, event, url })
  if (!other) throw new Error('a webhook could neither be made nor found')
  return { ...opened(secrets, companyId, other), isNew: false, isOff: other.state === 'off' }
}

const opened = (
  secrets: WebhookDeps['secrets'],
  companyId: string,
  { id, secret }: { id: string; secret: string },
) => ({ id, secret: openSecret(secrets, { companyId, webhookId: id }, secret) })
