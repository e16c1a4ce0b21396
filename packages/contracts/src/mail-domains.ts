import { Type } from 'typebox'
import { choice, Email, nullable } from './values.ts'

const PresetServer = Type.Object({
  host: Type.String(),
  port: Type.Integer(),
  security: choice(['tls', 'starttls']),
})

const MailProvider = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    smtp: PresetServer,
    imap: PresetServer,
    hint: Type.String({ description: 'What to know before typing a password' }),
    helpUrl: nullable(Type.String({ description: 'Where the password for programs is made' })),
  },
  { title: 'MailProvider' },
)

export const MailProvidersQuery = Type.Object({
  address: Type.Optional(Email),
})

export const MailProviders = Type.Object(
  {
    providers: Type.Array(MailProvider),
    guess: nullable(Type.String({ description: 'The id of the provider that the address is of' })),
    trouble: nullable(Type.String({ description: 'Why it could not be guessed' })),
  },
  { title: 'MailProviders' },
)

export const DomainLookQuery = Type.Object({
  selector: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]{0,62})$',
      description: 'A DKIM selector; absent: those of the provider, else usual ones',
      examples: ['google'],
    }),
  ),
})

export const DomainLook = Type.Object(
  {
    domain: Type.String(),
    provider: nullable(Type.String({ description: 'Who sends for the mailbox, where it is known' })),
    judgements: Type.Array(
      Type.Object({
        topic: choice(['mx', 'spf', 'dkim', 'dmarc']),
        verdict: choice(['good', 'improve', 'bad', 'unknown']),
        found: nullable(Type.String({ description: 'The record as it is' })),
        sentence: Type.String({ description: 'What it means, and what to do' }),
        record: nullable(
          Type.Object(
            { name: Type.String(), value: Type.String() },
            { description: 'A TXT record to be put into the DNS' },
          ),
        ),
      }),
    ),
  },
  { title: 'DomainLook' },
)
