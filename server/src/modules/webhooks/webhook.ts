/**
 * on: it is told of events. off: somebody or a day of failures switched it off; what happens meanwhile is not kept for it. removed: nobody
 * sees it any more; its log is kept as long as that of others.
 */
export type WebhookState = 'on' | 'off' | 'removed'

/** Somebody else's address that is told of what happens here. */
export type Webhook = {
  id: string
  /** A name of `event-names.ts`; `callWebhook` for the addresses that journeys call. */
  event: string
  /** As it was typed. */
  url: string
  state: WebhookState
  /** A sentence, when it is off. */
  offReason: string | null
  /** Since when nothing was taken; null while its last delivery was. */
  failingSince: Date | null
  createdBy: string
  createdByEmail: string
  createdAt: Date
}

/** waiting: to be tried, again perhaps. set_aside: given up until somebody replays it. cancelled: its webhook was removed first. */
export const DELIVERY_STATES = ['waiting', 'delivered', 'set_aside', 'cancelled'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** One event on its way to one webhook, as the log shows it. */
export type Delivery = {
  /** Also the header `webhook-id`, the same however often it is sent. */
  id: string
  webhookId: string
  event: string
  eventId: string | null
  prospectId: string | null
  /** JSON, byte for byte as it is sent and signed. */
  body: string
  state: DeliveryState
  attempts: number
  /** When it is tried next, while it waits. */
  nextAt: Date | null
  createdAt: Date
  triedAt: Date | null
  /** The HTTP status of the last answer; null when there was none. */
  status: number | null
  /** The beginning of the last answer's body. */
  answer: string | null
  /** Why the last attempt failed: a sentence. */
  error: string | null
  milliseconds: number | null
}
