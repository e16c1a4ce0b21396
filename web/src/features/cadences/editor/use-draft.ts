import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useState, useSyncExternalStore } from 'react'
import { api, apiQuery, isUnder } from '#api/index.ts'
import { useSaveBeforeLeaving } from '#features/sequences/use-save-before-leaving.ts'
import type { Cadence } from '../types.ts'
import { type Draft, toSave } from './draft.ts'
import { createDraftStore, type DraftStore } from './draft-store.ts'

export const cadenceQuery = (id: string) => apiQuery('/cadences/{id}', { params: { path: { id } } })

/** What follows from a draft, and is asked anew when it was saved. */
const FOLLOWS = ['/cadences/{id}/checks', '/cadences/{id}/changes']

/** The draft of a cadence, saved by itself as it is edited, and before the page is left. */
export const useDraftStore = (cadence: Cadence): DraftStore => {
  const queries = useQueryClient()
  const [store] = useState(() =>
    createDraftStore({
      cadence,
      save: (draft, basedOn) =>
        api.put('/cadences/{id}/draft', {
          params: { path: { id: cadence.id } },
          body: { ...toSave(draft), ...(basedOn !== undefined && { basedOn }) },
        }),
      onSaved: (saved) => {
        queries.setQueryData(cadenceQuery(saved.id).queryKey, saved)
        for (const path of [...FOLLOWS, '/cadences'])
          void queries.invalidateQueries({
            predicate: ({ queryKey }) =>
              path === '/cadences' ? queryKey[0] === path : isUnder(queryKey, path),
          })
      },
    }),
  )
  useEffect(() => store.take(cadence), [store, cadence])
  useSaveBeforeLeaving(store)
  return store
}

export const DraftContext = createContext<DraftStore | null>(null)

const useStore = (): DraftStore => {
  const store = use(DraftContext)
  if (store === null) throw new Error('useDraft wants a DraftContext around it.')
  return store
}

/** What is edited, and how. */
export const useDraft = (): { draft: Draft; edit: DraftStore['edit'] } => {
  const store = useStore()
  return { draft: useSyncExternalStore(store.subscribe, () => store.read().draft), edit: store.edit }
}

/** Whether what is edited is safe. */
export const useSaving = () => {
  const store = useStore()
  return { store, saving: useSyncExternalStore(store.subscribe, () => store.read().saving) }
}
