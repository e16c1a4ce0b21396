import { describeEvent, type Sign } from '../timeline/describe-event.ts'
import type { TimelineGroup } from '../timeline/timeline-views.ts'
import type { ToldEvent } from '../types.ts'

/** How many of the last events are looked at: some are too small to be told. */
export const ASKED = 20
const SHOWN = 5

/** What is told beside other things: notes have a place of their own there, and of a changed field its value is seen. */
export const GROUPS: readonly TimelineGroup[] = [
  ...(['mails', 'answers', 'engagement', 'calls', 'tasks', 'enrolments', 'permission'] as const),
]

export type RecentEvent = { id: string; at: string; sign: Sign; title: string; text?: string }

/** The last events that a person would tell, newest first, a sentence each; of a call what was said in it too. */
export const tellRecent = (events: readonly ToldEvent[]): RecentEvent[] =>
  events
    .map((event) => ({ event, told: describeEvent(event) }))
    .filter(({ told }) => !told.isQuiet)
    .slice(0, SHOWN)
    .map(({ event: { id, occurredAt: at }, told: { sign, title, text } }) => ({
      ...{ id, at, sign, title },
      // Mails are read elsewhere: their texts would bury the sentences.
      ...(sign === 'call' && text && { text }),
    }))
