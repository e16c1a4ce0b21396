import type { Cadence, CadenceDraft, CadenceSummary } from '@cadenza/contracts'
import { DEFAULT_SETTINGS } from './definition.ts'
import type { DraftDefinition } from './draft.ts'
import type { SequenceSummary } from './list-sequences.ts'
import type { Sequence } from './sequence.ts'

/** A cadence as the app's API answers it. */
export const cadenceView = (sequence: Sequence): Cadence => ({
  ...headOf(sequence),
  draft: sequence.draft,
  published: sequence.published,
})

/** A cadence in a list. */
export const summaryView = (sequence: SequenceSummary): CadenceSummary => ({
  ...headOf(sequence),
  ownerEmail: sequence.ownerEmail,
  hasDraft: sequence.hasDraft,
})

const headOf = (sequence: Omit<Sequence, 'draft' | 'published'>) => ({
  id: sequence.id,
  name: sequence.name,
  ownerId: sequence.ownerId,
  state: sequence.state,
  pauseReason: sequence.pauseReason,
  version: sequence.version,
  createdAt: sequence.createdAt.toISOString(),
  updatedAt: sequence.updatedAt.toISOString(),
  publishedAt: sequence.publishedAt?.toISOString() ?? null,
})

/** A definition from the app's API, with defaults for the settings that are left out. */
export const draftOf = ({ settings = {}, steps }: CadenceDraft): DraftDefinition => ({
  settings: {
    ...DEFAULT_SETTINGS,
    ...settings,
    stopOn: { ...DEFAULT_SETTINGS.stopOn, ...settings.stopOn },
    track: { ...DEFAULT_SETTINGS.track, ...settings.track },
  },
  steps: steps.map((step) => (step.kind === 'task' ? { ...step, note: step.note ?? '' } : step)),
})
