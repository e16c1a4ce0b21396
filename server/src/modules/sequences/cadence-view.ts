import type { Cadence, CadenceDraft, CadenceSettingsInput, CadenceSummary } from '@cadenza/contracts'
import { DEFAULT_SETTINGS, type SequenceSettings } from './definition.ts'
import type { DraftDefinition } from './draft.ts'
import type { SequenceSummary } from './list-sequences.ts'
import type { Sequence, Cadence as StoredCadence } from './sequence.ts'

/** A cadence as the app's API answers it. */
export const cadenceView = (sequence: StoredCadence): Cadence => ({
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

export const headOf = (sequence: Omit<Sequence, 'kind' | 'draft' | 'published'>) => ({
  id: sequence.id,
  name: sequence.name,
  ownerId: sequence.ownerId,
  shared: sequence.shared,
  state: sequence.state,
  pauseReason: sequence.pauseReason,
  version: sequence.version,
  createdAt: sequence.createdAt.toISOString(),
  updatedAt: sequence.updatedAt.toISOString(),
  publishedAt: sequence.publishedAt?.toISOString() ?? null,
})

/** A definition from the app's API, with defaults for the settings that are left out. */
export const draftOf = ({ settings, steps }: CadenceDraft): DraftDefinition => ({
  settings: settingsOf(settings),
  steps: steps.map((step) => (step.kind === 'task' ? { ...step, note: step.note ?? '' } : step)),
})

/** Settings with defaults for what is left out. */
export const settingsOf = (settings: CadenceSettingsInput = {}): SequenceSettings => ({
  ...DEFAULT_SETTINGS,
  ...settings,
  stopOn: { ...DEFAULT_SETTINGS.stopOn, ...settings.stopOn },
  track: { ...DEFAULT_SETTINGS.track, ...settings.track },
})
