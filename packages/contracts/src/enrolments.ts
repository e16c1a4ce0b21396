import { type Static, Type } from 'typebox'
import { pageOf, pageQuery } from './page.ts'
import { choice, Id, Instant, nullable } from './values.ts'

export const EnrolmentStatus = choice([
  'in_cadence',
  'completed',
  'manually_stopped',
  'auto_reply_stopped',
  'task_stopped',
  'replied_stopped',
  'replied',
  'bounced',
  'unsubscribed',
])

export type EnrolmentStatus = Static<typeof EnrolmentStatus>

/** What an enrolment under way does; `ended` for the others. */
export const EnrolmentPhase = choice(['due', 'mail_in_hand', 'task_open', 'held', 'paused', 'ended'])

const statusLabel = Type.String({ description: 'The status in the words of the Klenty API' })

/** Where a prospect is in a cadence. */
export const Enrolment = Type.Object(
  {
    enrolmentId: Id,
    prospectId: Id,
    email: Type.String(),
    name: Type.String(),
    stepNumber: nullable(Type.Integer({ description: 'As reports count: waits have none' })),
    status: EnrolmentStatus,
    statusLabel,
    phase: EnrolmentPhase,
    stepId: nullable(Type.String({ description: 'The step or node at which he stands' })),
    startedAt: Instant,
    sentence: Type.String({ description: 'What he waits for and when it expects to go' }),
    expectedAt: nullable(Instant),
    expectedAfter: nullable(
      Type.String({
        format: 'date-time',
        description: 'Where no time can be told because many wait before him: he goes after this one',
      }),
    ),
  },
  { title: 'Enrolment' },
)
export type Enrolment = Static<typeof Enrolment>
export const EnrolmentQuery = Type.Object({
  ...pageQuery,
  status: Type.Optional(EnrolmentStatus),
  phase: Type.Optional(EnrolmentPhase),
  stepId: Type.Optional(Type.String({ description: 'Who stands at this step or node' })),
  search: Type.Optional(Type.String({ maxLength: 200, description: 'A part of the address or of the name' })),
})
export const EnrolmentPage = pageOf(Enrolment)

export const CadenceCounts = Type.Object(
  {
    counts: Type.Array(Type.Object({ status: EnrolmentStatus, statusLabel, prospects: Type.Integer() })),
    phases: Type.Array(Type.Object({ phase: EnrolmentPhase, prospects: Type.Integer() }), {
      description: 'Of those under way',
    }),
  },
  { title: 'CadenceCounts' },
)

/** Most prospects that one request names; a whole list may be longer. */
const prospectIds = Type.Array(Id, { minItems: 1, maxItems: 1000 })

export const StartEnrolments = Type.Object({ cadenceId: Id, prospectIds }, { title: 'StartEnrolments' })
export const StartList = Type.Object({ cadenceId: Id }, { title: 'StartList' })

/** In a journey, which the path names. */
export const ProspectsInJourney = Type.Object({ prospectIds }, { title: 'ProspectsInJourney' })
export const JourneyPause = Type.Object(
  { prospectIds, until: Type.Optional(nullable(Instant)) },
  { title: 'JourneyPause', description: 'Without `until` they stay paused until they are resumed' },
)
export const ListInJourney = Type.Object({ listId: Id }, { title: 'ListInJourney' })

const Refusal = choice(['already_running', 'already_had', 'not_allowed', 'unknown'])

export const StartedEnrolments = Type.Object(
  {
    started: Type.Integer(),
    notStarted: Type.Integer(),
    refusals: Type.Array(Type.Object({ prospectId: Id, outcome: Refusal, reason: Type.String() }), {
      description: 'Who was not started and why; the first 1000',
    }),
  },
  { title: 'StartedEnrolments' },
)
export type StartedEnrolments = Static<typeof StartedEnrolments>

const scope = {
  prospectIds,
  cadenceId: Type.Optional(nullable(Id)),
}
export const EnrolmentScope = Type.Object(scope, {
  title: 'EnrolmentScope',
  description: 'In one cadence, or without cadenceId in all',
})
export type EnrolmentScope = Static<typeof EnrolmentScope>
export const EnrolmentPause = Type.Object(
  { ...scope, until: Type.Optional(nullable(Instant)) },
  { title: 'EnrolmentPause', description: 'Without `until` they stay paused until they are resumed' },
)
export const ChangedEnrolments = Type.Object({ changed: Type.Integer() })
