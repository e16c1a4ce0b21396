import { type Static, Type } from 'typebox'
import { Country, choice, Day, Id, nullable, TimeOfDay, Weekday, Zone } from './values.ts'

export const DeliveryWindow = Type.Object(
  { from: TimeOfDay, to: TimeOfDay },
  { description: '`to` before `from` crosses midnight; equal means the whole day' },
)

const Holidays = Type.Object({
  country: Type.Optional(Country),
  days: Type.Array(Day),
  calendarId: Type.Optional(Id),
})

const stopRules = {
  reply: Type.Boolean(),
  autoReply: choice(['continue', 'stop', 'hold'], 'hold: until the day that the out-of-office names'),
  colleagueReply: Type.Boolean({ description: 'A reply by somebody of the same domain stops the others' }),
  taskOutcomes: Type.Array(Type.String(), { description: 'Outcomes of tasks that stop' }),
}

const track = { opens: Type.Boolean(), clicks: Type.Boolean() }

const settings = {
  zone: Type.Union(
    [
      Type.Object({ of: Type.Literal('prospect') }),
      Type.Object({ of: Type.Literal('mailbox') }),
      Type.Object({ of: Type.Literal('fixed'), zone: Zone }),
    ],
    { description: 'Whose local time windows and weekdays are in' },
  ),
  window: DeliveryWindow,
  days: Type.Array(Weekday, { description: 'Days on which mails may go' }),
  holidays: Holidays,
  mailboxes: Type.Union([
    Type.Object({ of: Type.Literal('starter') }),
    Type.Object({ of: Type.Literal('owner') }),
    Type.Object({ of: Type.Literal('list'), mailboxIds: Type.Array(Id) }),
  ]),
  throttle: nullable(Type.Number({ description: 'Most first mails of a day' })),
  reentry: Type.Boolean({ description: 'Whether a prospect may be started again after an end' }),
  unsubscribe: Type.Boolean({ description: 'Adds List-Unsubscribe headers and an unsubscribe line' }),
}

/** Settings as they are answered: complete. */
export const CadenceSettings = Type.Object({
  ...settings,
  stopOn: Type.Object(stopRules),
  track: Type.Object(track),
})

/** Settings as they are given: what is left out has its default. */
export const CadenceSettingsInput = Type.Partial(
  Type.Object({
    ...settings,
    stopOn: Type.Partial(Type.Object(stopRules)),
    track: Type.Partial(Type.Object(track)),
  }),
)
export type CadenceSettingsInput = Static<typeof CadenceSettingsInput>

export const mailOption = {
  template: Type.String({ description: 'Name, as reports show it' }),
  weight: Type.Number({ description: 'Share relative to the other options; 0 switches it off' }),
  subject: Type.String({ description: 'Liquid; empty: goes on in the thread' }),
  body: Type.String({ description: 'HTML with Liquid; plain text is taken too' }),
}
export const waitTime = Type.Object({
  amount: Type.Number(),
  unit: choice(['minutes', 'hours', 'days', 'business_days']),
})
const wait = { kind: Type.Literal('wait'), wait: waitTime }
const task = {
  kind: Type.Literal('task'),
  task: choice(['call', 'linkedin', 'manual_mail', 'todo']),
  title: Type.String(),
  note: Type.String(),
}
const mail = { kind: Type.Literal('mail') }

export const CadenceDefinition = Type.Object(
  {
    settings: CadenceSettings,
    steps: Type.Array(
      Type.Union([
        Type.Object({ id: Id, ...mail, options: Type.Array(Type.Object({ id: Id, ...mailOption })) }),
        Type.Object({ id: Id, ...wait }),
        Type.Object({ id: Id, ...task }),
      ]),
    ),
  },
  { title: 'CadenceDefinition' },
)

const ownId = { id: Type.Optional(Id) }

/** What a definition is given as; steps and options without an id continue those they resemble. */
export const CadenceDraft = Type.Object(
  {
    settings: Type.Optional(CadenceSettingsInput),
    steps: Type.Array(
      Type.Union([
        Type.Object({ ...ownId, ...mail, options: Type.Array(Type.Object({ ...ownId, ...mailOption })) }),
        Type.Object({ ...ownId, ...wait }),
        Type.Object({ ...ownId, ...task, note: Type.Optional(Type.String()) }),
      ]),
    ),
  },
  { title: 'CadenceDraft' },
)
export type CadenceDraft = Static<typeof CadenceDraft>

/** A draft as it is saved: with what it was made of, so that two people do not overwrite each other. */
export const SavedDraft = Type.Object(
  {
    ...CadenceDraft.properties,
    basedOn: Type.Optional(
      Type.String({
        format: 'date-time',
        description:
          '`updatedAt` of the cadence that was edited; when it was changed since, the answer is a 409',
      }),
    ),
  },
  { title: 'SavedDraft' },
)
