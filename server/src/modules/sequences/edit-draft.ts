import type { Queryable } from '#platform/db/index.ts'
import { conflict, notAllowed } from '#platform/errors/index.ts'
import type { Definition } from './definition-journey.ts'
import { type DraftDefinition, sameDefinition } from './draft.ts'
import { sequenceById, type WhichSequence } from './find-sequence.ts'
import type { DraftJourney } from './journey/draft-journey.ts'
import { prepareDraft } from './prepare-draft.ts'
import { updateDraft } from './queries.ts'
import type { Sequence, SequenceDeps } from './sequence.ts'

/**
 * Replaces the draft; nothing goes live before it is published. A draft may be incomplete. Steps and options without an id take those of
 * the steps they continue (see keepIds; nodes of journeys: keepNodeIds). A draft that says what is published already is none. With `basedOn`, the `updatedAt` of what was edited, throws
 * `conflict` when somebody else has changed it since. Returns it with its ids.
 */
export const saveDraft = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: WhichSequence & { definition: DraftDefinition | DraftJourney; basedOn?: Date | undefined },
): Promise<{ definition: Definition; changed: boolean }> => {
  const sequence = await sequenceById(tx, { ...input, lock: true })
  refuseArchived(sequence)
  if (input.basedOn !== undefined && input.basedOn.getTime() !== sequence.updatedAt.getTime())
    throw conflict(
      `Somebody has changed "${sequence.name}" meanwhile; read it again, and make your change to that.`,
      'basedOn',
    )
  const earlier = [sequence.draft, sequence.published].filter((one) => one !== null)
  const { kind } = sequence
  const definition = prepareDraft({ definition: input.definition, kind, earlier, newId: deps.newId })
  const draft = sameDefinition(definition, sequence.published) ? null : definition
  const changed = !sameDefinition(draft, sequence.draft)
  if (changed) await updateDraft(tx, { ...input, draft, now: deps.clock.now() })
  return { definition, changed }
}

/** Throws the draft away; one that was never published keeps it, having nothing else. */
export const discardDraft = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: WhichSequence,
): Promise<void> => {
  const sequence = await sequenceById(tx, { ...input, lock: true })
  if (sequence.published === null)
    throw notAllowed(
      `"${sequence.name}" was never published, so its draft is all there is; archive it to delete it.`,
    )
  if (sequence.draft !== null) await updateDraft(tx, { ...input, draft: null, now: deps.clock.now() })
}

/** Throws `not_allowed` for an archived sequence. */
export const refuseArchived = (sequence: Pick<Sequence, 'kind' | 'name' | 'state'>): void => {
  if (sequence.state === 'archived')
    throw notAllowed(`The ${sequence.kind} "${sequence.name}" is archived; restore it first.`)
}
