import { type Static, Type } from 'typebox'
import { pageOf, pageQuery } from './page.ts'
import { choice, dictionary, Id, Instant, nullable } from './values.ts'

const TimelineGroup = choice([
  'mails',
  'answers',
  'engagement',
  'tasks',
  'calls',
  'enrolments',
  'notes',
  'changes',
  'permission',
  'delivery',
])
export type TimelineGroup = Static<typeof TimelineGroup>

export const TimelineQuery = Type.Object({
  ...pageQuery,
  group: Type.Optional(
    Type.Array(TimelineGroup, {
      description: 'Only these; give it once for each. delivery: what became of mails before they were sent',
    }),
  ),
})

const event = {
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
}

/** Something that happened; `kind` says what is in `data`. */
export const TimelineEvent = Type.Object(event, { title: 'TimelineEvent' })
export type TimelineEvent = Static<typeof TimelineEvent>

/** The same with what it is about, in words. */
export const ToldEvent = Type.Object(
  {
    ...event,
    cadence: nullable(
      Type.Object(
        { name: Type.String(), kind: choice(['cadence', 'journey']) },
        {
          description: 'The cadence or journey that it belongs to',
        },
      ),
    ),
    step: nullable(Type.Object({ number: nullable(Type.Integer()), kind: Type.String() })),
    user: nullable(Type.Object({ email: Type.String(), name: Type.String() }, { description: 'Who did it' })),
    mailbox: nullable(Type.String({ description: 'The address of the mailbox' })),
    threadId: nullable(Id),
    mail: nullable(
      Type.Object(
        { subject: Type.String(), to: Type.String(), text: Type.String() },
        { description: 'The mail of ours that it is about; of a long one the beginning' },
      ),
    ),
    answer: nullable(
      Type.Object(
        {
          id: Id,
          from: Type.String(),
          fromName: Type.String(),
          subject: Type.String(),
          text: Type.String({ description: 'What was newly written' }),
        },
        { description: 'The mail that came' },
      ),
    ),
    note: nullable(
      Type.Object(
        { id: Id, userId: Id, text: Type.String(), editedAt: nullable(Instant) },
        { description: 'As it stands now; null when it was deleted' },
      ),
    ),
  },
  { title: 'ToldEvent' },
)
export type ToldEvent = Static<typeof ToldEvent>
export const ToldTimelinePage = pageOf(ToldEvent)
