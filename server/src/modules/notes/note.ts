import type { Events } from '#modules/events/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'

/** What a user wrote down about a prospect. */
export type Note = {
  id: string
  prospectId: string
  userId: string
  /** The writer's login mail. */
  userEmail: string
  userName: string
  /** As it was written: plain text with line breaks. */
  text: string
  createdAt: Date
  editedAt: Date | null
}

export type NoteDeps = {
  db: Database
  clock: Clock
  newId: NewId
  appendEvents: Events['appendEvents']
}
