import { type Static, Type } from 'typebox'
import { pageOf, pageQuery } from './page.ts'
import { choice, Id, Instant, nullable } from './values.ts'

const Url = Type.String({
  description: 'As typed; without a scheme it is delivered by https',
  examples: ['https://hooks.example.com/cadenza'],
})
const Event = Type.String({
  description:
    'A name of GET /webhook-events: reply, startCadence … (also open, click, bounce, unsubscribe), a kind of event of our own, or * for all',
  examples: ['startCadence'],
})
const State = choice(
  ['on', 'off'],
  'off: a user, a day of failures or the receiver (410) switched it off; what happens meanwhile is not kept for it',
)
const Secret = Type.String({
  description: 'Signs every delivery (Standard Webhooks); shown only now',
  examples: ['whsec_…'],
})

const webhook = {
  id: Id,
  event: Event,
  url: Url,
  isSecured: Type.Boolean({ description: 'Delivered by https' }),
  state: State,
  offReason: nullable(Type.String()),
  failingSince: nullable(Instant),
  createdBy: Id,
  createdByEmail: Type.String(),
  createdAt: Instant,
}

export const Webhook = Type.Object(webhook, { title: 'Webhook' })
export type Webhook = Static<typeof Webhook>
export const WebhookPage = pageOf(Webhook)

export const CreatedWebhook = Type.Object({ ...webhook, secret: Secret }, { title: 'CreatedWebhook' })
export const WebhookSecret = Type.Object({ secret: Secret }, { title: 'WebhookSecret' })

export const NewWebhook = Type.Object({ event: Event, url: Url }, { title: 'NewWebhook' })
export const WebhookChange = Type.Object(
  { event: Type.Optional(Event), url: Type.Optional(Url), state: Type.Optional(State) },
  { title: 'WebhookChange' },
)

const DeliveryState = choice(
  ['waiting', 'delivered', 'set_aside', 'cancelled'],
  'set_aside: given up after a day, until somebody replays it; cancelled: its webhook was removed first',
)

export const WebhookDelivery = Type.Object(
  {
    id: Type.String({ description: 'Also its header webhook-id, the same however often it is sent' }),
    webhookId: Id,
    event: Type.String(),
    eventId: nullable(Id),
    prospectId: nullable(Id),
    body: Type.String({ description: 'JSON, byte for byte as it is signed and sent' }),
    state: DeliveryState,
    attempts: Type.Integer(),
    nextAt: nullable(Instant),
    createdAt: Instant,
    triedAt: nullable(Instant),
    status: nullable(Type.Integer({ description: 'HTTP status of the last answer' })),
    answer: nullable(Type.String({ description: 'The beginning of it' })),
    error: nullable(Type.String({ description: 'Why the last attempt failed' })),
    milliseconds: nullable(Type.Integer()),
  },
  { title: 'WebhookDelivery' },
)
export type WebhookDelivery = Static<typeof WebhookDelivery>
export const WebhookDeliveryPage = pageOf(WebhookDelivery)
export const WebhookDeliveryQuery = Type.Object({ ...pageQuery, state: Type.Optional(DeliveryState) })

export const WebhookReplay = Type.Object(
  {
    deliveryIds: Type.Optional(
      Type.Array(Type.String(), { maxItems: 1000, description: 'Absent: all that were set aside' }),
    ),
  },
  { title: 'WebhookReplay' },
)
export const WebhookReplayed = Type.Object({ replayed: Type.Integer() }, { title: 'WebhookReplayed' })
export const SentToWebhook = Type.Object(
  { webhooks: Type.Integer({ description: 'To how many' }) },
  { title: 'SentToWebhook' },
)

export const WebhookEventPage = pageOf(
  Type.Object({ name: Type.String(), description: Type.String() }, { title: 'WebhookEvent' }),
)
