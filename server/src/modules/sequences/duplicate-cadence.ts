import type { Queryable } from '#platform/db/index.ts'
import { createSequence } from './create-sequence.ts'
import type { CadenceDefinition } from './definition.ts'
import type { DraftDefinition, DraftStep } from './draft.ts'
import { cadenceById, type WhichSequence } from './find-sequence.ts'
import { freeName } from './free-name.ts'
import type { SequenceDeps } from './sequence.ts'

/**
 * A draft that says what the cadence's draft says, or what is published, under a name of its own. Its steps are new: reports of both stay
 * apart. For a member who sends through his own mailboxes only (`heldToOwn`) it sends through whoever starts it. Throws as createSequence.
 */
export const duplicateCadence = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: WhichSequence & { userId: string; name?: string | undefined; heldToOwn: boolean },
): Promise<{ sequenceId: string }> => {
  const { companyId, userId, heldToOwn } = input
  const { name, draft, published } = await cadenceById(tx, input)
  const definition = draft ?? published
  return createSequence(deps, tx, {
    ...{ companyId, userId },
    name: input.name ?? (await freeName(tx, { companyId, kind: 'cadence', wanted: `${name} (copy)` })),
    ...(definition && { definition: newSteps(definition, heldToOwn) }),
  })
}

const newSteps = ({ settings, steps }: CadenceDefinition, heldToOwn: boolean): DraftDefinition => ({
  settings: heldToOwn ? { ...settings, mailboxes: { of: 'starter' } } : settings,
  steps: steps.map((step) => withoutIds(step)),
})

const withoutIds = (step: CadenceDefinition['steps'][number]): DraftStep =>
  step.kind === 'mail'
    ? { ...step, id: undefined, options: step.options.map((option) => ({ ...option, id: undefined })) }
    : { ...step, id: undefined }
