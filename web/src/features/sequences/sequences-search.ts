import type { SequenceSummary } from './types.ts'

/** Which cadences or journeys a list shows. */
export type SequencesSearch = {
  /** Absent: all but archived ones. */
  state?: SequenceSummary['state'] | 'all'
  owner?: 'me'
  q?: string
}

const STATES = ['draft', 'live', 'paused', 'archived', 'all'] as const

/** What the address of a list says; whatever it cannot mean is left out. */
export const readSequencesSearch = (search: Record<string, unknown>): SequencesSearch => {
  const state = STATES.find((known) => known === search.state)
  return {
    ...(state && { state }),
    ...(search.owner === 'me' && { owner: 'me' }),
    ...(typeof search.q === 'string' && search.q !== '' && { q: search.q }),
  }
}

/** What the list of a search is asked for with, newest first; `userId`: whose “mine” is. */
export const sequencesQuery = ({ state, owner, q }: SequencesSearch, userId: string) => {
  const states: SequenceSummary['state'][] =
    state === 'all' ? [] : state ? [state] : ['draft', 'live', 'paused']
  return {
    limit: 50,
    order: 'newest' as const,
    ...(states.length > 0 && { state: states }),
    ...(owner === 'me' && { ownerId: userId }),
    ...(q !== undefined && { search: q }),
  }
}
