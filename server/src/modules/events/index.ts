import type { Database, Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import { appendEvents } from './append-events.ts'
import type { AppendedEvent, NewEvent, StoredEvent } from './event.ts'
import { forgetPeople } from './forget-people.ts'
import { type TimelineCursor, timeline } from './timeline.ts'

export type {
  AppendedEvent,
  EventData,
  EventKind,
  EventReferences,
  NewEvent,
  StatusChange,
  StoredEvent,
} from './event.ts'
export { insertEventsSql } from './insert-events-sql.ts'
export type { TimelineCursor } from './timeline.ts'

export type Events = {
  /** Appends a set of events in the caller's transaction. */
  appendEvents(tx: Queryable, companyId: string, events: readonly NewEvent[]): Promise<void>
  /** Tells the listeners of events that a statement of another module has appended itself: see `insertEventsSql`. */
  announce(tx: Queryable, companyId: string, events: readonly AppendedEvent[]): Promise<void>
  /** Takes what is personal out of the events of prospects that are being deleted. */
  forgetPeople(tx: Queryable, input: { companyId: string; prospectIds: readonly string[] }): Promise<void>
  /** The newest events of a prospect, newest first; `before` is the last one of the page that came before. */
  timeline(input: {
    companyId: string
    prospectId: string
    before?: TimelineCursor | undefined
    limit: number
  }): Promise<StoredEvent[]>
}

/**
 * Writes down what is to be done about events, in the transaction that appends them: report numbers, webhook deliveries, conditions of
 * journeys. It must not lock what the caller may have locked already.
 */
export type EventListener = (
  tx: Queryable,
  companyId: string,
  events: readonly AppendedEvent[],
) => Promise<void>

/** The append-only record of everything that happens; timelines and reports are made of it. */
export const createEvents = ({
  db,
  newId,
  listeners = [],
}: {
  db: Database
  newId: NewId
  /** Told of every set of events, one after the other. */
  listeners?: readonly EventListener[]
}): Events => {
  const announce: Events['announce'] = async (tx, companyId, events) => {
    if (events.length === 0) return
    for (const listener of listeners) await listener(tx, companyId, events)
  }
  return {
    appendEvents: async (tx, companyId, events) =>
      announce(tx, companyId, await appendEvents(tx, { newId, companyId, events })),
    announce,
    forgetPeople,
    timeline: (input) => timeline(db, input),
  }
}
