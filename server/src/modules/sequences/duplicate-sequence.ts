import type { Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import { createSequence } from './create-sequence.ts'
import type { CadenceDefinition, SequenceSettings } from './definition.ts'
import { type Exit, isJourney, type JourneyDefinition } from './definition-journey.ts'
import type { DraftDefinition, DraftStep } from './draft.ts'
import { sequenceById, type WhichSequence } from './find-sequence.ts'
import { freeName } from './free-name.ts'
import { type DraftJourney, mapExits } from './journey/draft-journey.ts'
import type { SequenceDeps } from './sequence.ts'

/**
 * A draft that says what the draft of a cadence or journey says, or what is published, under a name of its own. Its steps and nodes are new:
 * reports of both stay apart. For a member who sends through his own mailboxes only (`heldToOwn`) it sends through whoever starts it.
 * Throws as createSequence.
 */
export const duplicateSequence = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: WhichSequence & { userId: string; name?: string | undefined; heldToOwn: boolean },
): Promise<{ sequenceId: string }> => {
  const { companyId, userId, heldToOwn } = input
  const { kind, name, draft, published } = await sequenceById(tx, input)
  const definition = draft ?? published
  return createSequence(deps, tx, {
    ...{ companyId, userId, kind },
    name: input.name ?? (await freeName(tx, { companyId, kind, wanted: `${name} (copy)` })),
    ...(definition && {
      definition: {
        ...(isJourney(definition) ? newNodes(definition, deps.newId) : newSteps(definition)),
        settings: settingsFor(definition, heldToOwn),
      },
    }),
  })
}

const settingsFor = ({ settings }: { settings: SequenceSettings }, heldToOwn: boolean): SequenceSettings =>
  heldToOwn ? { ...settings, mailboxes: { of: 'starter' } } : settings

const newSteps = ({ settings, steps }: CadenceDefinition): DraftDefinition => ({
  settings,
  steps: steps.map((step) => withoutIds(step)),
})

const withoutIds = (step: CadenceDefinition['steps'][number]): DraftStep =>
  step.kind === 'mail' ? { ...withNewOptions(step), id: undefined } : { ...step, id: undefined }

const newNodes = ({ settings, nodes, start }: JourneyDefinition, newId: NewId): DraftJourney => {
  const ids = new Map(nodes.map(({ id }) => [id, newId()]))
  const moved = (exit: Exit): Exit => (exit === null ? null : (ids.get(exit) ?? exit))
  return {
    settings,
    nodes: nodes.map((node) => {
      const copy = { ...mapExits(node, moved), id: ids.get(node.id) }
      return copy.kind === 'mail' ? withNewOptions(copy) : copy
    }),
    start: moved(start),
  }
}

const withNewOptions = <Mail extends { options: readonly { id: string }[] }>(mail: Mail) => ({
  ...mail,
  options: mail.options.map((option: Mail['options'][number]) => ({ ...option, id: undefined })),
})
