import type { Database, Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import { appendEvents } from './append-events.ts'
import type { NewEvent, StoredEvent } from './event.ts'
import { type TimelineCursor, timeline } from './timeline.ts'

export type { EventData, EventKind, EventReferences, NewEvent, StoredEvent } from './event.ts'
export { insertEventsSql } from './insert-events-sql.ts'
export type { TimelineCursor } from './timeline.ts'

export type Events = {
  /** Appends a set of events in the caller's transaction. */
  appendEvents(tx: Queryable, companyId: string, events: readonly NewEvent[]): Promise<void>
  /** The newest events of a prospect, newest first; `before` is the last one of the page that came before. */
  timeline(input: {
    companyId: string
    prospectId: string
    before?: TimelineCursor | undefined
    limit: number
  }): Promise<StoredEvent[]>
}

/** The append-only record of everything that happens; timelines and reports are made of it. */
export const createEvents = ({ db, newId }: { db: Database; newId: NewId }): Events => ({
  appendEvents: (tx, companyId, events) => appendEvents(tx, { newId, companyId, events }),
  timeline: (input) => timeline(db, input),
})
