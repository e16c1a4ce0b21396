import type { TimelineEvent } from '@cadenza/contracts'
import type { StoredEvent } from '#modules/events/index.ts'

/** An event as the app's API answers it. */
export const eventView = ({ occurredAt, sequenceId, ...event }: StoredEvent): TimelineEvent => ({
  ...event,
  occurredAt: occurredAt.toISOString(),
  cadenceId: sequenceId,
})
