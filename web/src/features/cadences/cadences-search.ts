import { type EnrolmentFilter, readEnrolmentFilter } from '#features/enrolments/enrolment-filter.ts'
import type { CadenceState } from './types.ts'

export type CadencesSearch = {
  /** Absent: all but archived ones. */
  state?: CadenceState | 'all'
  owner?: 'me'
  q?: string
}

const STATES = ['draft', 'live', 'paused', 'archived', 'all'] as const

/** What the address of the list says; whatever it cannot mean is left out. */
export const readCadencesSearch = (search: Record<string, unknown>): CadencesSearch => {
  const state = STATES.find((known) => known === search.state)
  return {
    ...(state && { state }),
    ...(search.owner === 'me' && { owner: 'me' }),
    ...(typeof search.q === 'string' && search.q !== '' && { q: search.q }),
  }
}

/** The states to ask for. */
export const statesOf = ({ state }: CadencesSearch): CadenceState[] | undefined => {
  if (state === 'all') return undefined
  return state ? [state] : ['draft', 'live', 'paused']
}

export type CadenceTab = 'steps' | 'prospects' | 'settings'

export type CadenceSearch = EnrolmentFilter & {
  /** Absent: the steps. */
  tab?: Exclude<CadenceTab, 'steps'>
  /** The step that is edited, by its id or its key. */
  step?: string
  /** The published version, to read. */
  view?: 'published'
  /** Whom previews are shown for. */
  prospect?: string
}

export const readCadenceSearch = (search: Record<string, unknown>): CadenceSearch => ({
  ...(search.tab === 'prospects' || search.tab === 'settings' ? { tab: search.tab } : {}),
  ...(typeof search.step === 'string' && { step: search.step }),
  ...(search.view === 'published' && { view: 'published' }),
  ...(typeof search.prospect === 'string' && { prospect: search.prospect }),
  ...(search.tab === 'prospects' && readEnrolmentFilter(search)),
})
