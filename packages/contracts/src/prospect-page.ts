import { type Static, Type } from 'typebox'
import { EnrolmentStatus } from './enrolments.ts'
import { pageOf } from './page.ts'
import { Suppression } from './suppressions.ts'
import { choice, Id, Instant, nullable, Zone } from './values.ts'

/** What a page about a prospect shows beside his fields. */
export const ProspectContext = Type.Object(
  {
    zone: nullable(
      Type.Object({
        zone: Zone,
        guessedFrom: nullable(
          Type.String({ description: 'The place it was guessed from; null: it is his own field' }),
        ),
      }),
    ),
    suppressions: Type.Array(Suppression, {
      description: 'Why he may not be mailed: of his address and of its domain',
    }),
  },
  { title: 'ProspectContext' },
)
export type ProspectContext = Static<typeof ProspectContext>

/** A prospect's run through a cadence or journey. */
export const ProspectEnrolment = Type.Object(
  {
    enrolmentId: Id,
    sequence: Type.Object({
      id: Id,
      name: Type.String(),
      kind: choice(['cadence', 'journey']),
      state: choice(['draft', 'live', 'paused', 'archived']),
    }),
    stepNumber: nullable(Type.Integer({ description: 'As reports count: waits have none' })),
    status: EnrolmentStatus,
    statusLabel: Type.String(),
    phase: choice(['due', 'mail_in_hand', 'task_open', 'held', 'paused', 'ended']),
    canResume: Type.Boolean({ description: 'It is paused, or its end can be taken back' }),
    pausedUntil: nullable(Instant),
    sentence: Type.String({ description: 'What he waits for and when it expects to go' }),
    expectedAt: nullable(Instant),
    mailbox: nullable(Type.String({ description: 'The address that its mails leave from' })),
    startedAt: Instant,
    endedAt: nullable(Instant),
  },
  { title: 'ProspectEnrolment' },
)
export type ProspectEnrolment = Static<typeof ProspectEnrolment>
export const ProspectEnrolmentPage = pageOf(ProspectEnrolment)
