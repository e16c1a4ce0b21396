import { type Static, Type } from 'typebox'
import { DeliveryWindow } from './cadence-definition.ts'
import { pageOf, pageQuery } from './page.ts'
import { choice, Day, Email, Id, Instant, nullable, Weekday, Zone } from './values.ts'

const Security = choice(
  ['tls', 'starttls', 'none'],
  'tls: from the first byte; starttls: nothing is sent without it; none: only where nobody can listen',
)

/** A server as it is answered: without its secret. */
const MailServer = Type.Object(
  {
    host: Type.String(),
    port: Type.Integer(),
    security: Security,
    user: nullable(Type.String()),
    verifyCertificate: Type.Boolean(),
  },
  { title: 'MailServer' },
)

const limits = {
  daily: Type.Number({ description: 'Automatic mails on one day of the zone' }),
  hourly: nullable(Type.Number()),
  minGapSeconds: Type.Number({ description: 'Between two mails, drawn at random up to maxGapSeconds' }),
  maxGapSeconds: Type.Number(),
  ramp: nullable(
    Type.Object(
      { startAt: Type.Number(), addPerDay: Type.Number(), from: Day },
      { description: 'A new mailbox begins with few mails a day and adds some each day' },
    ),
  ),
  zone: Zone,
  window: nullable(DeliveryWindow),
  days: nullable(Type.Array(Weekday)),
  connections: Type.Number({ description: 'SMTP connections at a time' }),
}

export const Mailbox = Type.Object(
  {
    id: Id,
    userId: Id,
    address: Type.String(),
    fromName: Type.String(),
    replyTo: nullable(Type.String()),
    signature: Type.String({ description: 'HTML' }),
    smtp: MailServer,
    imap: nullable(MailServer),
    credentialKind: choice(['password', 'oauth2']),
    limits: Type.Object(limits),
    state: choice(['running', 'paused', 'removed']),
    pauseReason: nullable(Type.String({ description: "A user's words or the server's" })),
    pausedBy: nullable(choice(['user', 'refusal', 'bounces', 'authentication', 'holiday'])),
    resumeAt: nullable(Instant),
    sentCopies: choice(['unknown', 'server', 'us'], 'Who puts copies of sent mails into Sent'),
    syncError: nullable(Type.String({ description: 'Why the last reading failed' })),
    syncedAt: nullable(Instant),
    createdAt: Instant,
  },
  { title: 'Mailbox' },
)
export type Mailbox = Static<typeof Mailbox>

export const MailboxQuery = Type.Object({ ...pageQuery, userId: Type.Optional(Id) })
export const MailboxPage = pageOf(Mailbox)

const ServerParts = Type.Object(
  {
    host: Type.String(),
    port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
    security: Type.Optional(Security),
    user: Type.Optional(nullable(Type.String())),
    password: Type.Optional(Type.String()),
    verifyCertificate: Type.Optional(Type.Boolean({ default: true })),
  },
  { title: 'MailServerParts' },
)
export type ServerParts = Static<typeof ServerParts>

const servers = {
  smtp: Type.Union([Type.String({ examples: ['smtps://steve@mail.acme.com'] }), ServerParts], {
    description: 'smtp://user:password@host:port, smtps://…, or its parts',
  }),
  imap: Type.Optional(
    Type.Union([Type.String({ examples: ['imaps://mail.acme.com'] }), ServerParts, Type.Null()], {
      description: 'imap://…, imaps://…, its parts, or null for a mailbox that only sends',
    }),
  ),
  password: Type.Optional(
    Type.String({ description: 'For both servers, where they have none of their own' }),
  ),
  oauth2: Type.Optional(
    Type.Object({
      tokenUrl: Type.String({ examples: ['https://oauth2.googleapis.com/token'] }),
      clientId: Type.String(),
      clientSecret: nullable(Type.String()),
      refreshToken: Type.String(),
    }),
  ),
  allowPlain: Type.Optional(
    Type.Boolean({ description: 'Lets credentials leave this machine without encryption' }),
  ),
}

const profile = {
  replyTo: Type.Optional(nullable(Email)),
  signature: Type.Optional(Type.String({ description: 'HTML' })),
  limits: Type.Optional(Type.Partial(Type.Object(limits))),
}

export const NewMailbox = Type.Object(
  {
    from: Type.String({
      description: 'Name and address, or the address alone',
      examples: ['Steve <steve@acme.com>'],
    }),
    ...servers,
    ...profile,
  },
  { title: 'NewMailbox' },
)

export const MailboxToTry = Type.Object(
  { from: Type.String({ examples: ['Steve <steve@acme.com>'] }), ...servers },
  { title: 'MailboxToTry' },
)

export const MailboxChange = Type.Object(
  { fromName: Type.Optional(Type.String()), ...profile },
  { title: 'MailboxChange' },
)

export const MailboxServers = Type.Object(servers, { title: 'MailboxServers' })
export type MailboxServers = Static<typeof MailboxServers>

export const MailboxPause = Type.Object({
  reason: Type.Optional(Type.String()),
  resumeAt: Type.Optional(nullable(Instant)),
})

const CheckResult = Type.Union(
  [
    Type.Object({ ok: Type.Literal(true), detail: Type.String() }),
    Type.Object({
      ok: Type.Literal(false),
      stage: choice(['resolve', 'connect', 'tls', 'greeting', 'login', 'select']),
      words: Type.String({ description: "The server's or the system's" }),
      advice: Type.String({ description: 'What to do' }),
    }),
  ],
  { title: 'CheckResult' },
)
export const MailboxCheck = Type.Object(
  { smtp: CheckResult, imap: nullable(CheckResult) },
  { title: 'MailboxCheck' },
)
