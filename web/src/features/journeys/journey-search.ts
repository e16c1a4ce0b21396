import { type EnrolmentFilter, readEnrolmentFilter } from '#features/enrolments/enrolment-filter.ts'

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
