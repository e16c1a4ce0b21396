import { type Static, Type } from 'typebox'
import { pageOf } from './page.ts'
import { Country, choice, dictionary, Id, Instant, nullable, Zone } from './values.ts'

const Role = choice(['admin', 'manager', 'rep'])
const Edition = choice(['2017', '2023'], 'Which answers the Klenty API gives')

export const Me = Type.Object(
  {
    companyId: Id,
    userId: Id,
    email: Type.String(),
    role: Role,
    edition: Edition,
    keyId: nullable(Id),
  },
  { title: 'Me' },
)

export const Member = Type.Object(
  { userId: Id, email: Type.String(), name: Type.String(), role: Role },
  { title: 'Member' },
)
export const MemberPage = pageOf(Member)

const settings = {
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
