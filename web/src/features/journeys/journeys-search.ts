import { type EnrolmentFilter, readEnrolmentFilter } from '#features/enrolments/enrolment-filter.ts'
import type { JourneySummary } from './types.ts'

export type JourneysSearch = {
  /** Absent: all but archived ones. */
  state?: JourneySummary['state'] | 'all'
  q?: string
}

const STATES = ['draft', 'live', 'paused', 'archived', 'all'] as const

/** What the address of the list says; whatever it cannot mean is left out. */
export const readJourneysSearch = ({ state, q }: Record<string, unknown>): JourneysSearch => {
  const known = STATES.find((one) => one === state)
  return { ...(known && { state: known }), ...(typeof q === 'string' && q !== '' && { q }) }
}

export type JourneySearch = EnrolmentFilter & {
  /** Absent: the nodes. */
  tab?: 'prospects' | 'settings'
  /** Nodes as a list; absent: on the canvas where there is room for one. */
  show?: 'list' | 'canvas'
  /** The node that is open, by its id. */
  node?: string
  /** What is published, to read. */
  view?: 'published'
}

/** What the address of a journey's page says. */
export const readJourneySearch = (search: Record<string, unknown>): JourneySearch => ({
  ...readEnrolmentFilter(search),
  ...(search.tab === 'prospects' || search.tab === 'settings' ? { tab: search.tab } : {}),
  ...(search.show === 'list' || search.show === 'canvas' ? { show: search.show } : {}),
  ...(typeof search.node === 'string' && { node: search.node }),
  ...(search.view === 'published' && { view: 'published' }),
})
