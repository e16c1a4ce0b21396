import type { Queryable } from '#platform/db/index.ts'
import { createSequence, nameTaken } from '../create-sequence.ts'
import type { DraftDefinition } from '../draft.ts'
import { saveDraft } from '../edit-draft.ts'
import type { DraftJourney } from '../journey/draft-journey.ts'
import { publishSequence } from '../publish-sequence.ts'
import { selectSequenceByName } from '../queries.ts'
import type { SequenceDeps, SequenceKind } from '../sequence.ts'
import { nameKey } from '../sequence-name.ts'

export type ImportedFile = {
  sequenceId: string
  name: string
  created: boolean
  /** Whether its draft or published definition is another than before. */
  changed: boolean
  /** Of what is published; 0 when nothing is. */
  version: number
}

/** Makes a sequence of a definition that was read from a file, or changes the one of the same name. */
export const saveFile = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: {
    companyId: string
    userId: string
    kind: SequenceKind
    name: string
    definition: DraftDefinition | DraftJourney
    publish: boolean
    /** Only one of this member's is changed; without it anybody's. */
    ownerId?: string | undefined
    /** Refuses a name that is taken, rather than changing that one. */
    newOnly?: boolean | undefined
  },
): Promise<ImportedFile> => {
  const { companyId, userId, kind, name, definition } = input
  const existing = await selectSequenceByName(tx, { companyId, kind, nameKey: nameKey(name), lock: true })
  const isForeign = input.ownerId !== undefined && existing?.ownerId !== input.ownerId
  if (existing && (isForeign || input.newOnly === true)) throw nameTaken(kind, name)
  const sequenceId =
    existing?.id ?? (await createSequence(deps, tx, { companyId, userId, kind, name, definition })).sequenceId
  const saved = existing && (await saveDraft(deps, tx, { companyId, sequenceId, definition }))
  const published = input.publish ? await publishSequence(deps, tx, { companyId, sequenceId }) : null
  return {
    sequenceId,
    name: existing?.name ?? name,
    created: existing === null,
    changed: existing === null || saved?.changed === true || published?.changed === true,
    version: published?.version ?? existing?.version ?? 0,
  }
}
