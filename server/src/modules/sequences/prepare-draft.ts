import { notFound } from '#platform/errors/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import { type Definition, isJourney } from './definition-journey.ts'
import { type DraftDefinition, tidyDraft } from './draft.ts'
import { type DraftJourney, keepNodeIds, tidyJourney } from './journey/draft-journey.ts'
import { keepIds } from './keep-ids.ts'
import type { SequenceKind } from './sequence.ts'

/** A definition as it was handed in, tidied and with ids, for a sequence that has had the `earlier` ones. */
export const prepareDraft = ({
  definition,
  kind,
  earlier,
  newId,
}: {
  definition: DraftDefinition | DraftJourney
  kind: SequenceKind
  earlier: readonly Definition[]
  newId: NewId
}): Definition => {
  const isOfKind = kind === (isJourney(definition) ? 'journey' : 'cadence')
  if (!isOfKind) throw notFound(`This definition is none of a ${kind}.`, 'id')
  if (isJourney(definition))
    return keepNodeIds({
      draft: tidyJourney(definition),
      earlier: earlier.filter((one) => isJourney(one)),
      newId,
    })
  return keepIds({ draft: tidyDraft(definition), earlier: earlier.filter((one) => 'steps' in one), newId })
}
