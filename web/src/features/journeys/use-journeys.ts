import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { apiPages, apiQuery, itemsOf } from '#api/index.ts'
import type { ListedSequence } from '#features/sequences/types.ts'
import type { JourneysSearch } from './journeys-search.ts'
import type { JourneySummary } from './types.ts'

/** The journeys that a search finds, newest first, with their numbers as soon as these are there. */
export const useJourneys = ({ state, q }: JourneysSearch) => {
  const states: JourneySummary['state'][] =
    state === undefined ? ['draft', 'live', 'paused'] : state === 'all' ? [] : [state]
  const pages = useInfiniteQuery({
    ...apiPages('/journeys', {
      params: {
        query: {
          limit: 50,
          order: 'newest',
          ...(states.length > 0 && { state: states }),
          ...(q !== undefined && { search: q }),
        },
      },
    }),
    placeholderData: keepPreviousData,
  })
  const journeys = itemsOf(pages.data)
  const ids = journeys.map(({ id }) => id).slice(0, 200)
  const numbers = useQuery({
    ...apiQuery('/reports/numbers', { params: { query: { sequenceId: ids } } }),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  })
  const byId = new Map(numbers.data?.sequences.map((one) => [one.sequenceId, one]))
  const listed: ListedSequence[] = journeys.map((journey) => ({ ...journey, numbers: byId.get(journey.id) }))
  return { pages, listed }
}
