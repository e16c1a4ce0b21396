import { type Static, Type } from 'typebox'
import { CadenceDefinition, CadenceDraft } from './cadence-definition.ts'
import { pageOf, pageQuery } from './page.ts'
import { choice, Id, Instant, nullable } from './values.ts'

const CadenceState = choice(
  ['draft', 'live', 'paused', 'archived'],
  'draft: never published; archived: kept for its reports',
)

const shared = Type.Boolean({
  description: 'Seen and used by everybody; else by its owner, managers and admins',
})

/** What a cadence and a journey are answered with in any case. */
export const sequenceSummary = {
  id: Id,
  name: Type.String(),
  ownerId: Id,
  shared,
  state: CadenceState,
  pauseReason: nullable(Type.String()),
  version: Type.Integer({ description: 'Of what is published; 0: nothing is' }),
  createdAt: Instant,
  updatedAt: Instant,
  publishedAt: nullable(Instant),
}

export const CadenceSummary = Type.Object(
  {
    ...sequenceSummary,
    ownerEmail: Type.String(),
    hasDraft: Type.Boolean({ description: 'Has edits that are not published' }),
  },
  { title: 'CadenceSummary' },
)
export type CadenceSummary = Static<typeof CadenceSummary>

export const Cadence = Type.Object(
  { ...sequenceSummary, draft: nullable(CadenceDefinition), published: nullable(CadenceDefinition) },
  { title: 'Cadence' },
)
export type Cadence = Static<typeof Cadence>

export const CadenceQuery = Type.Object({
  ...pageQuery,
  state: Type.Optional(Type.Array(CadenceState, { description: 'Any of these; absent: all' })),
  ownerId: Type.Optional(Id),
  search: Type.Optional(Type.String({ maxLength: 200, description: 'Stands in the name' })),
  order: Type.Optional(choice(['oldest', 'newest'], 'default oldest')),
})
export const CadencePage = pageOf(CadenceSummary)

export const NewCadence = Type.Object(
  { name: Type.String(), definition: Type.Optional(CadenceDraft) },
  { title: 'NewCadence' },
)

export const SequenceChange = Type.Object(
  { name: Type.Optional(Type.String()), shared: Type.Optional(shared), ownerId: Type.Optional(Id) },
  { title: 'SequenceChange' },
)
export const SequenceCopy = Type.Object(
  {
    name: Type.Optional(Type.String({ description: 'Absent: that of the original with “(copy)” behind it' })),
  },
  { title: 'SequenceCopy' },
)
export const DraftChanges = Type.Object(
  {
    changes: Type.Array(
      Type.Object({
        kind: choice(['step_added', 'step_removed', 'step_changed', 'step_moved', 'settings_changed']),
        stepId: nullable(Id),
        text: Type.String(),
        effect: nullable(Type.String({ description: 'What it means for prospects under way' })),
      }),
      { description: 'Empty where there is no draft, or nothing is published yet' },
    ),
  },
  { title: 'DraftChanges' },
)
export const PauseReason = Type.Object({ reason: Type.Optional(Type.String()) })
export const ArchivedCadence = Type.Object({
  deleted: Type.Boolean({ description: 'True for one that was never published: nothing refers to it' }),
})

export const CadenceFile = Type.Object(
  {
    text: Type.String({ description: 'YAML, as `cadenza cadence example` prints it' }),
    publish: Type.Optional(Type.Boolean({ default: false })),
    newOnly: Type.Optional(
      Type.Boolean({ description: 'A name that is taken is a 409, rather than that cadence changed' }),
    ),
  },
  { title: 'CadenceFile' },
)
export const ImportedCadence = Type.Object({
  cadenceId: Id,
  name: Type.String(),
  created: Type.Boolean(),
  changed: Type.Boolean(),
  version: Type.Integer(),
})
export const CadenceFileQuery = Type.Object({
  draft: Type.Optional(Type.Boolean({ description: 'The draft instead of what is published' })),
  ids: Type.Optional(Type.Boolean({ description: 'With the ids of steps and options' })),
})
