import { type Static, Type } from 'typebox'
import { EnrolmentStatus } from './enrolments.ts'
import { choice, Day, Id, nullable } from './values.ts'

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
