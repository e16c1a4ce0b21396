import { type Static, Type } from 'typebox'
import { pageOf } from './page.ts'
import { dictionary, Id, Instant, nullable } from './values.ts'

/** Something that happened; `kind` says what is in `data`. */
export const TimelineEvent = Type.Object(
  {
    id: Id,
    kind: Type.String({ description: 'started, sent, opened, replied, bounced, task_done …' }),
    occurredAt: Instant,
    prospectId: nullable(Id),
    enrolmentId: nullable(Id),
    cadenceId: nullable(Id),
    stepId: nullable(Id),
    optionId: nullable(Id),
    messageId: nullable(Id),
    mailboxId: nullable(Id),
    userId: nullable(Id),
    data: dictionary(Type.Unknown()),
  },
  { title: 'TimelineEvent' },
)
export type TimelineEvent = Static<typeof TimelineEvent>
export const TimelinePage = pageOf(TimelineEvent)
