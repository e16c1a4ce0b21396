import { type Static, Type } from 'typebox'
import { sequenceSummary } from './cadences.ts'
import { JourneyDefinition, JourneyDraft } from './journey-definition.ts'
import { pageOf } from './page.ts'
import { Id, nullable } from './values.ts'

export const JourneySummary = Type.Object(
  {
    ...sequenceSummary,
    ownerEmail: Type.String(),
    hasDraft: Type.Boolean({ description: 'Has edits that are not published' }),
  },
  { title: 'JourneySummary' },
)
export const JourneyPage = pageOf(JourneySummary)

export const Journey = Type.Object(
  { ...sequenceSummary, draft: nullable(JourneyDefinition), published: nullable(JourneyDefinition) },
  { title: 'Journey' },
)
export type Journey = Static<typeof Journey>

export const NewJourney = Type.Object(
  { name: Type.String(), definition: Type.Optional(JourneyDraft) },
  { title: 'NewJourney' },
)

export const JourneyFile = Type.Object(
  {
    text: Type.String({ description: 'YAML, as `cadenza journey example` prints it' }),
    publish: Type.Optional(Type.Boolean({ default: false })),
  },
  { title: 'JourneyFile' },
)
export const ImportedJourney = Type.Object({
  journeyId: Id,
  name: Type.String(),
  created: Type.Boolean(),
  changed: Type.Boolean(),
  version: Type.Integer(),
})

export const JourneyProblems = Type.Object(
  {
    problems: Type.Array(
      Type.Object({
        nodeId: nullable(Type.String({ description: 'Where it stands; null: about the whole journey' })),
        path: Type.String({ description: 'As in a journey file: `nodes.greet.mail[0].body`' }),
        message: Type.String(),
      }),
    ),
  },
  { title: 'JourneyProblems' },
)
