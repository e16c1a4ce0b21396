import { type Static, type TProperties, Type } from 'typebox'
import { CadenceSettings, CadenceSettingsInput, mailOption, waitTime } from './cadence-definition.ts'
import { choice, Id, nullable } from './values.ts'

const exit = nullable(Type.String({ description: 'The id of a node; in a draft also its name' }))
const mail = nullable(Type.String({ description: 'A mail node; null: any mail of the journey' }))

const events = [
  Type.Object({ of: Type.Literal('opened'), mail }),
  Type.Object({ of: Type.Literal('replied'), mail }),
  Type.Object({ of: Type.Literal('bounced'), mail }),
  Type.Object({
    of: Type.Literal('clicked'),
    mail,
    link: nullable(Type.String({ description: 'A part of the address; null: any link' })),
  }),
  Type.Object({
    of: Type.Literal('task'),
    task: Type.String({ description: 'A task node' }),
    outcome: nullable(Type.String({ description: 'null: done with any outcome' })),
  }),
] as const

const Condition = Type.Union([
  ...events,
  Type.Object({
    of: Type.Literal('field'),
    field: Type.String(),
    is: choice(['equal', 'containing']),
    value: Type.String(),
  }),
  Type.Object({ of: Type.Literal('field'), field: Type.String(), is: Type.Literal('set') }),
  Type.Object({ of: Type.Literal('tag'), tag: Type.String() }),
  Type.Object({ of: Type.Literal('list'), list: Type.String() }),
])

/** Every kind of node but mails, whose options are given and answered differently. */
const nodesWith = <Head extends TProperties>(head: Head) =>
  [
    Type.Object({ ...head, kind: Type.Literal('wait'), wait: waitTime, next: exit }),
    Type.Object({
      ...head,
      kind: Type.Literal('wait_until'),
      until: Type.String({ description: 'YYYY-MM-DD or YYYY-MM-DDTHH:MM', examples: ['2026-12-01T09:00'] }),
      next: exit,
    }),
    Type.Object({
      ...head,
      kind: Type.Literal('wait_event'),
      event: Type.Union([...events]),
      timeout: waitTime,
      happened: exit,
      timedOut: exit,
    }),
    Type.Object({ ...head, kind: Type.Literal('condition'), condition: Condition, yes: exit, no: exit }),
    Type.Object({
      ...head,
      kind: Type.Literal('task'),
      task: choice(['call', 'linkedin', 'manual_mail', 'todo']),
      title: Type.String(),
      note: Type.String(),
      wait: Type.Boolean({ description: 'Goes on when it is done or skipped; else at once' }),
      next: exit,
    }),
    Type.Object({ ...head, kind: Type.Literal('add_tag'), tag: Type.String(), next: exit }),
    Type.Object({ ...head, kind: Type.Literal('remove_tag'), tag: Type.String(), next: exit }),
    Type.Object({ ...head, kind: Type.Literal('move_to_list'), list: Type.String(), next: exit }),
    Type.Object({
      ...head,
      kind: Type.Literal('set_field'),
      field: Type.String(),
      value: Type.String({ description: 'Liquid; empty clears the field' }),
      next: exit,
    }),
    Type.Object({ ...head, kind: Type.Literal('start_sequence'), sequenceId: Id, next: exit }),
    Type.Object({ ...head, kind: Type.Literal('stop_sequence'), sequenceId: Id, next: exit }),
    Type.Object({ ...head, kind: Type.Literal('webhook'), url: Type.String(), next: exit }),
    Type.Object({
      ...head,
      kind: Type.Literal('notify'),
      text: Type.String({ description: 'Liquid; for the owner of the journey' }),
      next: exit,
    }),
    Type.Object({ ...head, kind: Type.Literal('end') }),
  ] as const

const name = Type.String({ description: 'Unique in the journey' })
const head = { id: Id, name }
const draftHead = { id: Type.Optional(Id), name }
const mailNode = { kind: Type.Literal('mail'), next: exit }

export const JourneyDefinition = Type.Object(
  {
    settings: CadenceSettings,
    start: exit,
    nodes: Type.Array(
      Type.Union([
        Type.Object({ ...head, ...mailNode, options: Type.Array(Type.Object({ id: Id, ...mailOption })) }),
        ...nodesWith(head),
      ]),
    ),
  },
  { title: 'JourneyDefinition' },
)

/** What a journey is given as; nodes without an id continue those of their name. */
export const JourneyDraft = Type.Object(
  {
    settings: Type.Optional(CadenceSettingsInput),
    start: exit,
    nodes: Type.Array(
      Type.Union([
        Type.Object({
          ...draftHead,
          ...mailNode,
          options: Type.Array(Type.Object({ id: Type.Optional(Id), ...mailOption })),
        }),
        ...nodesWith(draftHead),
      ]),
    ),
  },
  { title: 'JourneyDraft' },
)
export type JourneyDraft = Static<typeof JourneyDraft>

/** A draft as it is saved: with what it was made of, so that two people do not overwrite each other. */
export const SavedJourneyDraft = Type.Object(
  {
    ...JourneyDraft.properties,
    basedOn: Type.Optional(
      Type.String({
        format: 'date-time',
        description:
          '`updatedAt` of the journey that was edited; when it was changed since, the answer is a 409',
      }),
    ),
  },
  { title: 'SavedJourneyDraft' },
)
