import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'

/** Cadences and other journeys that a journey can name, by their ids. */
export const useSequenceChoices = (journeyId: string) => {
  const query = { params: { query: { limit: 200 } } }
  const cadences = useQuery(apiQuery('/cadences', query))
  const journeys = useQuery(apiQuery('/journeys', query))
  const others = (journeys.data?.items ?? []).filter(({ id }) => id !== journeyId)
  const choices = (items: readonly { id: string; name: string; state: string }[]) =>
    items.filter(({ state }) => state !== 'archived').map(({ id, name }) => ({ value: id, label: name }))
  return [
    { group: 'Cadences', items: choices(cadences.data?.items ?? []) },
    { group: 'Journeys', items: choices(others) },
  ].filter(({ items }) => items.length > 0)
}
