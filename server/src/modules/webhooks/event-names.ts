import type { EventKind } from '#modules/events/index.ts'
import { invalidInput } from '#platform/errors/index.ts'

/** The events of the Klenty API, each with what it tells of. */
export const KLENTY_EVENTS = {
  reply: 'A prospect replied',
  sendProspect: 'A user sent a prospect to the webhook',
  startCadence: 'A prospect was started in a cadence',
  completeCadence: 'A prospect had every step of a cadence and did not reply',
  onMailBounce: 'A mail cannot be delivered',
  onMailOpen: 'A person opened a mail',
  onLinkClick: 'A person clicked a link in a mail',
  onUnsubscribe: 'A prospect unsubscribed',
  onCadenceFirstReply: "A prospect's first reply to a cadence",
} as const

export type KlentyEvent = keyof typeof KLENTY_EVENTS

/** Everything else that happens. A new kind of event is described here, and can be subscribed to from then on. */
export const OWN_EVENTS: Record<EventKind, string> = {
  prospect_created: 'A prospect was added',
  prospect_updated: 'Fields of a prospect changed',
  prospect_imported: 'An import added or changed a prospect',
  prospect_renamed: 'A prospect got another address',
  prospect_deleted: 'A prospect was deleted',
  list_changed: 'A prospect was moved to another list',
  tags_added: 'A prospect got tags',
  tags_removed: 'A prospect lost tags',
  owner_changed: 'A prospect was handed over',
  sent_to_webhook: 'A user sent a prospect to the webhook',
  note_added: 'A user wrote a note about a prospect',
  started: 'A prospect was started in a cadence or journey',
  paused: 'He waits there until a day, or until he is resumed',
  resumed: 'He goes on',
  held: 'He cannot go on: something is missing',
  released: 'What was missing is there',
  stopped: 'Somebody stopped him',
  ended: 'He left early: he replied, bounced, unsubscribed …',
  completed: 'He had all steps',
  mail_queued: 'A mail was written and waits for its turn',
  mail_cancelled: 'A mail that waited is not sent',
  sent: 'A mail was sent',
  refused: 'The server refused a mail for good because of its recipient',
  deferred: 'The server refused a mail for now',
  uncertain: 'Nobody knows whether a mail was sent',
  settled: 'It is known now',
  opened: 'A mail was opened, by a person or a machine',
  clicked: 'A link was clicked, by a person or a machine',
  replied: 'A prospect replied',
  colleague_replied: 'Somebody else of his company replied',
  auto_replied: 'An automatic answer came',
  bounced: 'A mail came back, for good or for now',
  complained: 'A prospect reported a mail as spam',
  unsubscribed: 'A prospect unsubscribed',
  own_answer: 'A user answered from his own mail program',
  task_created: 'A task was made',
  task_done: 'A task was done',
  task_skipped: 'A task was skipped',
  task_cancelled: 'A task was cancelled',
  call_started: 'A call was begun',
  call_logged: 'A call was made, or written down',
  call_changed: 'Somebody, or the provider, corrected what is known of a call',
  call_failed: 'A call never rang at the prospect',
  suppressed: 'A prospect is not to be mailed',
  unsuppressed: 'A prospect may be mailed again',
}

/** Every event, each once: under its Klenty name where it has one, else under our own. */
export const ALL_EVENTS = '*'
/** What journeys call is told of nothing else. */
export const CALLED = 'callWebhook'

const ALIASES: Readonly<Record<string, KlentyEvent>> = {
  open: 'onMailOpen',
  click: 'onLinkClick',
  bounce: 'onMailBounce',
  unsubscribe: 'onUnsubscribe',
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ...[ALL_EVENTS, ...Object.keys(KLENTY_EVENTS), ...Object.keys(OWN_EVENTS)].map(
    (name) => [name.toLowerCase(), name] as const,
  ),
  ...Object.entries(ALIASES),
])

/** The name of an event in its right spelling. Throws `invalid_input` with the names there are. */
export const readEventName = (text: string, field: string): string => {
  const name = NAMES.get(text.trim().toLowerCase())
  if (name !== undefined) return name
  throw invalidInput(
    field,
    `${field} is ${JSON.stringify(text.slice(0, 60))}, but it must be one of ${Object.keys(KLENTY_EVENTS).join(', ')}; or ${ALL_EVENTS} for everything that happens, or one of its kinds: ${Object.keys(OWN_EVENTS).join(', ')}.`,
  )
}
