import type { NewEvent } from '#modules/events/index.ts'
import { ALL_EVENTS, type KlentyEvent } from '../event-names.ts'

/** What the name of an event depends on beside the event itself. */
export type NamingFacts = {
  sequenceKind: 'cadence' | 'journey' | null
  /** Whether he had replied to that sequence before. */
  repliedBefore: boolean
}

/** What an event is called in the Klenty API: nothing, one or two names. Only people open and click, and only hard bounces are bounces. */
export const klentyNamesOf = (event: NewEvent, facts: NamingFacts): KlentyEvent[] => {
  const ofCadence = facts.sequenceKind === 'cadence'
  switch (event.kind) {
    case 'replied':
      return ofCadence && !facts.repliedBefore ? ['reply', 'onCadenceFirstReply'] : ['reply']
    case 'sent_to_webhook':
      return ['sendProspect']
    case 'started':
      return ofCadence ? ['startCadence'] : []
    case 'completed':
      return ofCadence ? ['completeCadence'] : []
    case 'bounced':
      return event.data.hard === false ? [] : ['onMailBounce']
    case 'refused':
      return ['onMailBounce']
    case 'opened':
      return event.data.machine ? [] : ['onMailOpen']
    case 'clicked':
      return event.data.machine ? [] : ['onLinkClick']
    case 'unsubscribed':
      return ['onUnsubscribe']
    default:
      return []
  }
}

/** Under which names a webhook that subscribed to `subscription` is told of an event; none: it is not. */
export const namesFor = (subscription: string, event: NewEvent, facts: NamingFacts): string[] => {
  if (subscription === event.kind) return [event.kind]
  const names = klentyNamesOf(event, facts)
  if (subscription === ALL_EVENTS) return names.length > 0 ? names : [event.kind]
  return names.filter((name) => name === subscription)
}

/** Whether the event may go by that subscription, whatever else is known of it. */
export const mayConcern = (subscription: string, event: NewEvent): boolean =>
  namesFor(subscription, event, { sequenceKind: 'cadence', repliedBefore: false }).length > 0
