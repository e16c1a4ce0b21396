import { type Static, Type } from 'typebox'
import { pageOf } from './page.ts'
import { Country, choice, dictionary, Id, Instant, nullable, Zone } from './values.ts'

/** In which the page comes on which people unsubscribe. */
export const PAGE_LANGUAGES = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pl', 'pt'] as const

export const Role = choice(['admin', 'manager', 'rep'])
export const Edition = choice(['2017', '2023'], 'Which answers the Klenty API gives')

const OwnCompany = Type.Object({
  companyId: Id,
  name: Type.String(),
  role: Role,
  demo: Type.Boolean({ description: 'Of the simulated world' }),
})

export const Me = Type.Object(
  {
    companyId: Id,
    userId: Id,
    email: Type.String(),
    name: Type.String(),
    role: Role,
    edition: Edition,
    keyId: nullable(Id),
    zone: Zone,
    hasOwnZone: Type.Boolean({ description: 'Else the zone is the one of the company' }),
    company: OwnCompany,
    companies: Type.Array(OwnCompany, {
      description: 'Where a session may go; for a key this company alone',
    }),
    secondFactor: Type.Object(
      { on: Type.Boolean(), required: Type.Boolean() },
      {
        description:
          'Required and not on: a session may set one up under /api/auth/two-factor, and everything else is a 403 with the field secondFactor',
      },
    ),
  },
  { title: 'Me' },
)

export const ProfileChange = Type.Object(
  {
    name: Type.Optional(Type.String()),
    zone: Type.Optional(nullable(Zone)),
  },
  { title: 'ProfileChange' },
)

export const Member = Type.Object(
  {
    userId: Id,
    email: Type.String(),
    name: Type.String(),
    role: Role,
    joinedAt: Instant,
    hasSecondFactor: Type.Boolean({ description: 'At sign-in' }),
    lastSignInAt: nullable(Instant),
  },
  { title: 'Member' },
)
export const MemberPage = pageOf(Member)

const OwnWords = nullable(Type.String({ description: 'Null: the text that comes with Cadenza' }))

export const UnsubscribePageSettings = Type.Object({
  language: choice(
    ['auto', ...PAGE_LANGUAGES],
    'Of the texts that come with Cadenza; auto: as the browser of who unsubscribes asks for',
  ),
  name: OwnWords,
  title: OwnWords,
  question: OwnWords,
  button: OwnWords,
  done: OwnWords,
})

const settings = {
  name: Type.String({ description: 'What the company is called' }),
  zone: Zone,
  mailsPerPersonAndDay: Type.Number({ description: 'Most automatic mails to one person on one day' }),
  bouncePausePercent: Type.Number({
    description:
      'Hard bounces among the last 100 mails, in percent, above which a mailbox or cadence pauses itself',
  }),
  country: nullable(Country),
  taskOutcomes: Type.Array(
    Type.Object({
      label: Type.String(),
      kinds: Type.Array(choice(['call', 'linkedin', 'manual_mail', 'todo'])),
      stops: Type.Boolean({ description: 'Ends the cadence or journey: Task Stopped' }),
      setsOutcome: Type.Boolean({ description: "Becomes the prospect's Outcome" }),
    }),
    { description: 'What people can say of a task that is done, and what follows from it' },
  ),
  requireTwoFactor: Type.Boolean({
    description: 'Whoever signs in without a second factor gets no further than to set one up',
  }),
  unsubscribePage: UnsubscribePageSettings,
}
export const Settings = Type.Object(settings, { title: 'Settings' })
export const SettingsChange = Type.Partial(Type.Object(settings), { title: 'SettingsChange' })

export const ApiKey = Type.Object(
  {
    id: Id,
    userId: nullable(Id),
    edition: Edition,
    name: Type.String(),
    createdAt: Instant,
    lastUsedAt: nullable(
      Type.String({
        format: 'date-time',
        description: 'To five minutes; null: never, or not since this is noted',
      }),
    ),
    revokedAt: nullable(Instant),
  },
  { title: 'ApiKey' },
)
export type ApiKey = Static<typeof ApiKey>
export const ApiKeyPage = pageOf(ApiKey)
export const NewApiKey = Type.Object(
  {
    userId: Type.Optional(nullable(Id)),
    name: Type.Optional(Type.String()),
    edition: Type.Optional(Edition),
  },
  { title: 'NewApiKey', description: 'Without userId your own key; with null one of the company' },
)
export const CreatedApiKey = Type.Object({
  id: Id,
  apiKey: Type.String({ description: 'Shown this once' }),
})

export const Notice = Type.Object(
  {
    id: Id,
    kind: Type.String({ description: 'mailbox_paused, sequence_paused …' }),
    text: Type.String(),
    data: dictionary(Type.Unknown()),
    createdAt: Instant,
    readAt: nullable(Instant),
  },
  { title: 'Notice' },
)
export type Notice = Static<typeof Notice>
export const NoticePage = pageOf(Notice)
export const ReadNotices = Type.Object({ ids: Type.Array(Id, { maxItems: 1000 }) })

export const UnsubscribePagePreview = Type.Object(
  {
    asks: Type.String({ description: 'HTML' }),
    done: Type.String({ description: 'HTML, after the button' }),
  },
  { title: 'UnsubscribePagePreview' },
)
