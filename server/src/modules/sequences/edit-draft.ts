import type { Queryable } from '#platform/db/index.ts'
import { notAllowed } from '#platform/errors/index.ts'
import type { CadenceDefinition } from './definition.ts'
import { type DraftDefinition, sameDefinition, tidyDraft } from './draft.ts'
import { sequenceById } from './find-sequence.ts'
import { keepIds } from './keep-ids.ts'
import { updateDraft } from './queries.ts'
import type { Sequence, SequenceDeps } from './sequence.ts'

/**
 * Replaces the draft; nothing goes live before it is published. A draft may be incomplete. Steps and options without an id take those of
 * the steps they continue (see keepIds). A draft that says what is published already is none. Returns it with its ids.
 */
export const saveDraft = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: { companyId: string; sequenceId: string; definition: DraftDefinition },
): Promise<{ definition: CadenceDefinition; changed: boolean }> => {
  const sequence = await sequenceById(tx, { ...input, lock: true })
  refuseArchived(sequence)
  const earlier = [sequence.draft, sequence.published].filter((one) => one !== null)
  const definition = keepIds({ draft: tidyDraft(input.definition), earlier, newId: deps.newId })
  const draft = sameDefinition(definition, sequence.published) ? null : definition
  const changed = !sameDefinition(draft, sequence.draft)
  if (changed) await updateDraft(tx, { ...input, draft, now: deps.clock.now() })
  return { definition, changed }
}

/** Throws the draft away; one that was never published keeps it, having nothing else. */
export const discardDraft = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: { companyId: string; sequenceId: string },
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
