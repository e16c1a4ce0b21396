import type { WebhookDelivery, Webhook as WebhookView } from '@cadenza/contracts'
import { isSecured } from './receiver-url.ts'
import type { Delivery, Webhook } from './webhook.ts'

/** A webhook as the app's API answers it; nobody sees one that was removed. */
export const webhookView = ({ failingSince, createdAt, state, ...webhook }: Webhook): WebhookView => ({
  ...webhook,
  state: state === 'on' ? 'on' : 'off',
  isSecured: isSecured(webhook.url),
  failingSince: failingSince?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
})

export const deliveryView = ({ nextAt, createdAt, triedAt, ...delivery }: Delivery): WebhookDelivery => ({
  ...delivery,
  nextAt: nextAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
  triedAt: triedAt?.toISOString() ?? null,
})
