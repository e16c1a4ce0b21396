import type { Queryable } from '#platform/db/index.ts'
import { conflict } from '#platform/errors/index.ts'
import { DEFAULT_SETTINGS } from './definition.ts'
import type { DraftDefinition } from './draft.ts'
import type { DraftJourney } from './journey/draft-journey.ts'
import { prepareDraft } from './prepare-draft.ts'
import { insertSequence } from './queries.ts'
import type { SequenceDeps, SequenceKind } from './sequence.ts'
import { cleanName, nameKey } from './sequence-name.ts'

/** Makes a sequence with a draft; without one the draft is empty. Throws `conflict` when the name is taken. */
export const createSequence = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: {
    companyId: string
    userId: string
    kind?: SequenceKind | undefined
    name: string
    definition?: DraftDefinition | DraftJourney | undefined
  },
): Promise<{ sequenceId: string }> => {
  const kind = input.kind ?? 'cadence'
  const name = cleanName('name', input.name)
  const definition = input.definition ?? emptyDraft(kind)
  const id = deps.newId()
  const inserted = await insertSequence(tx, {
    companyId: input.companyId,
    id,
    kind,
    name,
    nameKey: nameKey(name),
    ownerId: input.userId,
    draft: prepareDraft({ definition, kind, earlier: [], newId: deps.newId }),
    now: deps.clock.now(),
  })
  if (!inserted) throw nameTaken(kind, name)
  return { sequenceId: id }
}

const emptyDraft = (kind: SequenceKind): DraftDefinition | DraftJourney =>
  kind === 'cadence'
    ? { settings: DEFAULT_SETTINGS, steps: [] }
    : { settings: DEFAULT_SETTINGS, nodes: [], start: null }

/** The error for a name that another sequence of the kind has. */
export const nameTaken = (kind: SequenceKind, name: string) =>
  conflict(`A ${kind} called "${name}" exists already; choose another name, or edit that one.`, 'name')
