import type { Journey, JourneyDraft } from '@cadenza/contracts'
import { headOf, settingsOf } from './cadence-view.ts'
import type { DraftJourney } from './journey/draft-journey.ts'
import type { Journey as StoredJourney } from './sequence.ts'

/** A journey as the app's API answers it. */
export const journeyView = (journey: StoredJourney): Journey => ({
  ...headOf(journey),
  draft: journey.draft,
  published: journey.published,
})

/** A journey from the app's API, with defaults for the settings that are left out. */
export const journeyDraftOf = ({ settings, start, nodes }: JourneyDraft): DraftJourney => ({
  settings: settingsOf(settings),
  start,
  nodes,
})
