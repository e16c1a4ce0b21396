import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { api, apiQuery, isUnder } from '#api/index.ts'
import { createDraftStore, type DraftState, type DraftStore } from '#features/sequences/draft-store.ts'
import { useSaveBeforeLeaving } from '#features/sequences/use-save-before-leaving.ts'
import type { Definition, Journey } from '../types.ts'

export type JourneyStore = DraftStore<Definition, Journey>

export const journeyQuery = (id: string) => apiQuery('/journeys/{id}', { params: { path: { id } } })

/** The draft of a journey, saved by itself as it is edited, and before the page is left. */
export const useJourneyStore = (journey: Journey): JourneyStore => {
  const queries = useQueryClient()
  const [store] = useState(() =>
    createDraftStore({
      sequence: journey,
      draftOf: definitionOf,
      save: ({ settings, start, nodes }, basedOn) =>
        api.put('/journeys/{id}/draft', {
          params: { path: { id: journey.id } },
          body: { settings, start, nodes, ...(basedOn !== undefined && { basedOn }) },
        }),
      onSaved: (saved) => {
        queries.setQueryData(journeyQuery(saved.id).queryKey, saved)
        void queries.invalidateQueries({
          predicate: ({ queryKey }) =>
            queryKey[0] === '/journeys' || isUnder(queryKey, '/journeys/{id}/problems'),
        })
      },
    }),
  )
  useEffect(() => store.take(journey), [store, journey])
  useSaveBeforeLeaving(store)
  return store
}

export const useEditing = (store: JourneyStore): DraftState<Definition> =>
  useSyncExternalStore(store.subscribe, store.read)

const definitionOf = ({ draft, published }: Journey): Definition => {
  const definition = draft ?? published
  if (!definition) throw new Error('A journey has a draft or is published.')
  return definition
}
