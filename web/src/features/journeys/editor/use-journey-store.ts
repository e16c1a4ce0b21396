import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { api, apiQuery, isUnder } from '#api/index.ts'
import { useSaveBeforeLeaving } from '#features/sequences/use-save-before-leaving.ts'
import type { Journey } from '../types.ts'
import { createJourneyStore, type Editing, type JourneyStore } from './journey-store.ts'

export const journeyQuery = (id: string) => apiQuery('/journeys/{id}', { params: { path: { id } } })

/** The draft of a journey, saved by itself as it is edited, and before the page is left. */
export const useJourneyStore = (journey: Journey): JourneyStore => {
  const queries = useQueryClient()
  const [store] = useState(() =>
    createJourneyStore({
      journey,
      save: async ({ settings, start, nodes }, basedOn) => {
        const { id } = journey
        const saved = await api.put('/journeys/{id}/draft', {
          params: { path: { id } },
          body: { settings, start, nodes, ...(basedOn !== undefined && { basedOn }) },
        })
        queries.setQueryData(journeyQuery(id).queryKey, saved)
        void queries.invalidateQueries({
          predicate: ({ queryKey }) =>
            queryKey[0] === '/journeys' || isUnder(queryKey, '/journeys/{id}/problems'),
        })
        return saved
      },
    }),
  )
  useEffect(() => store.take(journey), [store, journey])
  useSaveBeforeLeaving(store)
  return store
}

export const useEditing = (store: JourneyStore): Editing => useSyncExternalStore(store.subscribe, store.read)
