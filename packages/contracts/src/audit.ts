import { type Static, Type } from 'typebox'
import { pageOf, pageQuery } from './page.ts'
import { dictionary, Id, Instant, nullable } from './values.ts'

export const AuditEntry = Type.Object(
  {
    id: Id,
    at: Instant,
    userId: nullable(Type.String({ description: 'Null: the operator, on the command line' })),
    email: nullable(Type.String({ description: 'His address at that time' })),
    keyId: nullable(Type.String({ description: 'The API key that was used; null: signed in' })),
    address: nullable(Type.String({ description: 'Where the request came from' })),
    action: Type.String({ description: 'api_key.created, settings.changed, sign_in.done …' }),
    subject: nullable(Type.String({ description: 'What it was done to' })),
    detail: dictionary(Type.Unknown()),
  },
  { title: 'AuditEntry' },
)
export type AuditEntry = Static<typeof AuditEntry>
export const AuditEntryPage = pageOf(AuditEntry)
export const AuditQuery = Type.Object({
  ...pageQuery,
  userId: Type.Optional(Id),
  action: Type.Optional(Type.String()),
})
