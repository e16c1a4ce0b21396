import { queryOptions } from '@tanstack/react-query'
import { api } from '#api/index.ts'
import type { FilteredProspects, SequenceRef, StartForecast, StartProspects } from './types.ts'

type Asked = {
  sequence: SequenceRef
  prospects: StartProspects | FilteredProspects
  of?: 'draft' | 'published' | undefined
}

/** Asks for the forecast of a start; kept only as long as it is shown, because everything around it moves on. */
export const forecastQuery = ({ sequence, prospects, of }: Asked) =>
  queryOptions({
    queryKey: ['/start-forecast', sequence, prospects, of ?? null] as const,
    queryFn: (): Promise<StartForecast> => {
      const whom = 'prospectIds' in prospects ? { prospectIds: [...prospects.prospectIds] } : prospects
      const init = { params: { path: { id: sequence.id } }, body: { ...whom, ...(of && { of }) } }
      return sequence.kind === 'cadence'
        ? api.post('/cadences/{id}/start-forecast', init)
        : api.post('/journeys/{id}/start-forecast', init)
    },
    staleTime: 60_000,
    gcTime: 0,
    retry: false,
  })
