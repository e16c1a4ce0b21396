import { type Static, Type } from 'typebox'
import { EnrolmentStatus } from './enrolments.ts'
import { choice, Day, Id, Instant, nullable } from './values.ts'

const Count = Type.Integer({ minimum: 0 })

const from = Type.Optional(
  Type.String({ description: "First day, YYYY-MM-DD, in the company's zone; absent: from the beginning" }),
)
const to = Type.Optional(Type.String({ description: 'Last day, included; absent: to the end' }))

export const ReportQuery = Type.Object({
  sequenceId: Type.String({ description: 'Id of a cadence or a journey' }),
  from,
  to,
})
export const ReportDays = Type.Object({ from, to })
export const OverviewQuery = Type.Object({
  from,
  to,
  ownerId: Type.Optional(Type.String({ description: 'Only cadences and journeys of this member' })),
})
export const MailboxDaysQuery = Type.Object({
  from,
  to,
  mailboxId: Type.Optional(Type.String({ description: 'Only this mailbox' })),
})

/** Mails that were sent on these days, with what has come of them since. */
export const MailNumbers = Type.Object(
  {
    sent: Count,
    contacted: Type.Integer({
      minimum: 0,
      description: 'Prospects whose first mail of the sequence is among these',
    }),
    opened: Type.Integer({ minimum: 0, description: 'Mails that a person opened; so for the next four' }),
    clicked: Count,
    replied: Count,
    bounced: Type.Integer({ minimum: 0, description: 'For good' }),
    unsubscribed: Count,
    opens: Type.Integer({ minimum: 0, description: 'How often people opened them; so for the next four' }),
    clicks: Count,
    replies: Count,
    bounces: Count,
    unsubscribes: Count,
    machineOpens: Type.Integer({
      minimum: 0,
      description: 'By scanners and prefetchers; counted nowhere else',
    }),
    machineClicks: Count,
  },
  { title: 'MailNumbers' },
)
export type MailNumbers = Static<typeof MailNumbers>

export const NumbersQuery = Type.Object({
  sequenceId: Type.Array(Id, { minItems: 1, maxItems: 200, description: 'Ids of cadences and journeys' }),
})

export const NumbersReport = Type.Object(
  {
    sequences: Type.Array(
      Type.Object({
        sequenceId: Id,
        started: Type.Integer(),
        held: Type.Integer({ description: 'Of those in it, who are held until somebody does something' }),
        statuses: Type.Array(
          Type.Object({ status: EnrolmentStatus, statusLabel: Type.String(), prospects: Type.Integer() }),
          { description: 'Where those stand who were started; statuses that nobody has are left out' },
        ),
        mails: MailNumbers,
      }),
      { description: 'In the order asked for' },
    ),
  },
  { title: 'NumbersReport' },
)
export type NumbersReport = Static<typeof NumbersReport>

const started = Type.Integer({ description: 'Prospects started' })
const ReportDay = Type.Object({ day: Day, started, mails: MailNumbers })

export const OverviewReport = Type.Object(
  {
    started,
    mails: MailNumbers,
    days: Type.Array(ReportDay, { description: 'Days with numbers, in order' }),
    sequences: Type.Array(
      Type.Object({
        id: Id,
        kind: choice(['cadence', 'journey']),
        name: Type.String(),
        state: choice(['draft', 'live', 'paused', 'archived']),
        ownerId: Id,
        ownerEmail: Type.String(),
        started,
        inCadence: Type.Integer({ description: 'Of those, still in it' }),
        mails: MailNumbers,
      }),
      { description: 'Cadences and journeys with numbers, by name' },
    ),
  },
  { title: 'OverviewReport' },
)
export type OverviewReport = Static<typeof OverviewReport>

export const CohortReport = Type.Object(
  {
    days: Type.Array(
      Type.Object({
        day: Day,
        started: Type.Integer({ description: 'Started on this day' }),
        statuses: Type.Array(
          Type.Object({ status: EnrolmentStatus, statusLabel: Type.String(), prospects: Type.Integer() }),
          { description: 'Where those stand now; statuses that nobody has are left out' },
        ),
      }),
      { description: 'Days with a start, in order' },
    ),
  },
  { title: 'CohortReport' },
)
export type CohortReport = Static<typeof CohortReport>

export const EngagementReport = Type.Object(
  {
    mails: MailNumbers,
    days: Type.Array(ReportDay, { description: 'The same day by day, those with numbers, in order' }),
    started: Type.Integer({ description: 'Prospects started on these days' }),
    inCadence: Type.Integer({ description: 'Of those, still in it' }),
    completed: Type.Integer({ description: 'Of those, through all steps without a reply' }),
    linkedin: Type.Object({
      all: Count,
      connectionRequestSent: Count,
      connectionRequestAccepted: Count,
      inMailSent: Count,
      messageSent: Count,
      messageResponded: Count,
      responded: Count,
    }),
  },
  { title: 'EngagementReport' },
)
export type EngagementReport = Static<typeof EngagementReport>

const share = Type.Number({ minimum: 0, maximum: 1 })
const Comparison = nullable(
  Type.Object(
    {
      verdict: choice(
        ['too_few', 'open', 'decided'],
        'too_few: of fewer than 50 mails an option, or of fewer than 10 successes in all, nothing is said; decided: the leader is best with 95 % or more',
      ),
      leaderId: nullable(Type.String({ description: 'The option that is ahead; null: none is' })),
      difference: nullable(
        Type.Object(
          { low: Type.Number(), high: Type.Number() },
          { description: 'Between the leader and whoever is next, 95 % (Newcombe)' },
        ),
      ),
      mailsNeeded: nullable(
        Type.Integer({
          description: 'Mails for each option until a difference as large as now would be found',
        }),
      ),
      options: Type.Array(
        Type.Object({
          id: Id,
          share,
          interval: Type.Object({ low: share, high: share }, { description: '95 % (Wilson)' }),
          chanceToBeBest: share,
        }),
      ),
    },
    { description: 'Of the options that mails have now; null: there is only one' },
  ),
)

export const StepsReport = Type.Object(
  {
    steps: Type.Array(
      Type.Object({
        id: Id,
        kind: choice(['mail', 'call', 'task', 'linkedin', 'manual_mail']),
        number: nullable(Type.Integer({ description: 'null: removed' })),
        title: Type.String(),
        mails: MailNumbers,
        tasks: Type.Object(
          { all: Count, completed: Count, overdue: Count, upcoming: Count },
          { description: 'Tasks made on these days, as they stand now' },
        ),
        options: Type.Array(
          Type.Object({
            id: Id,
            number: nullable(Type.Integer({ description: 'null: removed' })),
            subject: Type.String(),
            template: Type.String(),
            mails: MailNumbers,
          }),
        ),
        comparison: Type.Object(
          { opened: Comparison, clicked: Comparison, replied: Comparison },
          { description: 'Which option is better, and how sure that is' },
        ),
      }),
      { description: 'In their order; removed ones last, if they have numbers' },
    ),
  },
  { title: 'StepsReport' },
)
export type StepsReport = Static<typeof StepsReport>

export const MailboxesReport = Type.Object(
  {
    mailboxes: Type.Array(
      Type.Object({
        id: Id,
        address: Type.String(),
        userId: Id,
        userEmail: Type.String(),
        mails: MailNumbers,
      }),
    ),
    users: Type.Array(Type.Object({ userId: Id, userEmail: Type.String(), mails: MailNumbers })),
  },
  { title: 'MailboxesReport' },
)
export type MailboxesReport = Static<typeof MailboxesReport>

export const MailboxDaysReport = Type.Object(
  {
    days: Type.Array(Type.Object({ day: Day, mails: MailNumbers }), {
      description: 'Days with numbers, in order',
    }),
  },
  { title: 'MailboxDaysReport' },
)
export type MailboxDaysReport = Static<typeof MailboxDaysReport>

const seconds = nullable(Type.Number({ description: 'Seconds; null: it sent none' }))

export const MailboxHealthReport = Type.Object(
  {
    mailboxes: Type.Array(
      Type.Object({
        id: Id,
        address: Type.String(),
        userEmail: Type.String(),
        state: choice(['running', 'paused']),
        waiting: Type.Integer({ description: 'Mails whose time has come and that have not left' }),
        waitingSince: nullable(Instant),
        uncertain: Type.Integer({ description: 'Mails of which nobody knows whether they left' }),
        last: Type.Object(
          {
            mails: Count,
            bounced: Count,
            refused: Count,
            replied: Count,
            medianWait: seconds,
            longWait: seconds,
          },
          {
            description:
              'Its last mails, at most 100. medianWait, longWait: how long half of them, and 95 of 100, took from being due to being sent',
          },
        ),
        lastRefusal: nullable(Type.String({ description: "The server's words when it last refused one" })),
        syncedAt: nullable(Instant),
        hints: Type.Array(
          Type.Object({
            level: choice(['bad', 'watch'], 'bad: it stands still or is about to; watch: look at it'),
            text: Type.String(),
          }),
          { description: 'What wants somebody, the worst first' },
        ),
      }),
    ),
  },
  { title: 'MailboxHealthReport' },
)
export type MailboxHealthReport = Static<typeof MailboxHealthReport>

export const TeamReport = Type.Object(
  {
    members: Type.Array(
      Type.Object({
        userId: Id,
        userEmail: Type.String(),
        name: Type.String(),
        mails: MailNumbers,
        calls: Type.Object({ made: Count, answered: Count, seconds: Count }),
        tasks: Type.Object({
          done: Count,
          skipped: Count,
          overdue: Type.Integer({ minimum: 0, description: 'Open now, due before today' }),
        }),
        outcomes: Type.Array(Type.Object({ outcome: Type.String(), tasks: Count }), {
          description: 'What the tasks ended with, the commonest first',
        }),
      }),
    ),
  },
  { title: 'TeamReport' },
)
export type TeamReport = Static<typeof TeamReport>
