import { type Static, Type } from 'typebox'
import { Email, Id, Instant, nullable } from './values.ts'

export const SendingHold = Type.Object({
  backupAt: Type.Unsafe<string>({ ...Instant, description: 'What happened later is not known' }),
  restoredAt: Instant,
})

export const SendingState = Type.Object(
  {
    held: nullable(SendingHold),
  },
  { title: 'SendingState', description: 'Whether mails leave: held is null in ordinary life' },
)
export type SendingState = Static<typeof SendingState>

export const LostMail = Type.Object({
  mailbox: Email,
  to: Email,
  subject: Type.String(),
  at: nullable(Instant),
  prospectId: nullable(Id),
})

export const RecoveryReport = Type.Object(
  {
    held: SendingHold,
    uncertain: Type.Integer({ description: 'Mails that were in hand when the backup was made' }),
    due: Type.Integer({
      description: 'Prospects whose next mail is due, and may have left since the backup',
    }),
    firstDue: Type.Array(
      Type.Object({ prospectId: Id, email: Email, sequence: Type.String(), dueAt: Instant }),
    ),
    sent: nullable(
      Type.Object({
        mails: Type.Array(LostMail, {
          description: 'In Sent, and not known here: they left after the backup',
        }),
        unseen: Type.Array(Type.Object({ mailbox: Email, reason: Type.String() })),
      }),
    ),
  },
  { title: 'RecoveryReport' },
)
export type RecoveryReport = Static<typeof RecoveryReport>

export const ConfirmSending = Type.Object(
  {
    look: Type.Optional(
      Type.Boolean({
        description:
          'Whether the folders of sent mails are looked into first, and whoever got a mail is paused; default true',
      }),
    ),
  },
  { title: 'ConfirmSending' },
)
export const ConfirmedSending = Type.Object(
  { report: RecoveryReport, paused: Type.Integer({ description: 'Enrolments paused' }) },
  { title: 'ConfirmedSending' },
)
