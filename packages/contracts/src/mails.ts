import { type Static, Type } from 'typebox'
import { pageOf } from './page.ts'
import { choice, Email, Id, Instant, nullable } from './values.ts'

const subject = Type.String({ description: 'Liquid' })
const body = Type.String({ description: 'HTML with Liquid' })

export const PreviewRequest = Type.Object(
  { prospectId: Id, mailboxId: Type.Optional(Id), subject, body },
  { title: 'PreviewRequest' },
)
export const Preview = Type.Object(
  {
    subject: Type.String(),
    html: Type.String(),
    text: Type.String(),
    missing: Type.Array(Type.String(), { description: 'Variables without a value or a default' }),
  },
  { title: 'Preview' },
)

export const TestMail = Type.Object(
  { mailboxId: Id, to: Email, subject, body, prospectId: Type.Optional(Id) },
  { title: 'TestMail' },
)
export const QueuedMail = Type.Object({ messageId: Id })

/** A mail of which nobody knows whether it left. */
export const UncertainMail = Type.Object(
  {
    messageId: Id,
    mailboxId: Id,
    prospectId: nullable(Id),
    to: Type.String(),
    subject: Type.String(),
    since: Instant,
    words: nullable(Type.String({ description: 'How the sending broke off' })),
  },
  { title: 'UncertainMail' },
)
export type UncertainMail = Static<typeof UncertainMail>
export const UncertainMailPage = pageOf(UncertainMail)
export const Settlement = Type.Object({ as: choice(['sent', 'send_again']) })
