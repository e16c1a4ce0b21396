import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { apiPages, apiQuery, itemsOf } from '#api/index.ts'
import { useSession } from '#app/session.ts'
import type { ListedSequence } from '#features/sequences/types.ts'
import { type CadencesSearch, statesOf } from './cadences-search.ts'

const PAGE = 50

/** The cadences that a search finds, newest first, with their numbers as soon as these are there. */
export const useCadences = (search: CadencesSearch) => {
  const { userId } = useSession()
  const state = statesOf(search)
  const pages = useInfiniteQuery({
    ...apiPages('/cadences', {
      params: {
        query: {
          limit: PAGE,
          order: 'newest',
          ...(state && { state }),
          ...(search.owner === 'me' && { ownerId: userId }),
          ...(search.q !== undefined && { search: search.q }),
        },
      },
    }),
    placeholderData: keepPreviousData,
  })
  const cadences = itemsOf(pages.data)
  const ids = cadences.map(({ id }) => id).slice(0, 200)
  const numbers = useQuery({
    ...apiQuery('/reports/numbers', { params: { query: { sequenceId: ids } } }),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  })
  const byId = new Map(numbers.data?.sequences.map((one) => [one.sequenceId, one]))
  const listed: ListedSequence[] = cadences.map((cadence) => ({ ...cadence, numbers: byId.get(cadence.id) }))
  return { pages, listed }
}
