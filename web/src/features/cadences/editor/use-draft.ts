import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useState, useSyncExternalStore } from 'react'
import { api, apiQuery, isUnder } from '#api/index.ts'
import { createDraftStore, type DraftStore } from '#features/sequences/draft-store.ts'
import { useSaveBeforeLeaving } from '#features/sequences/use-save-before-leaving.ts'
import type { Cadence } from '../types.ts'
import { adoptIds, type Draft, draftOf, toSave } from './draft.ts'

export type CadenceStore = DraftStore<Draft, Cadence>

export const cadenceQuery = (id: string) => apiQuery('/cadences/{id}', { params: { path: { id } } })

/** What follows from a draft, and is asked anew when it was saved. */
const FOLLOWS = ['/cadences/{id}/checks', '/cadences/{id}/changes']

/** The draft of a cadence, saved by itself as it is edited, and before the page is left. */
export const useDraftStore = (cadence: Cadence): CadenceStore => {
  const queries = useQueryClient()
  const [store] = useState(() =>
    createDraftStore({
      sequence: cadence,
      draftOf: (newest) => draftOf(definitionOf(newest)),
      adopt: (now, sent, saved) => adoptIds(now, sent, definitionOf(saved)),
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

const definitionOf = ({ draft, published }: Cadence) => {
  const definition = draft ?? published
  if (!definition) throw new Error('A cadence has a draft or is published.')
  return definition
}

export const DraftContext = createContext<CadenceStore | null>(null)

const useStore = (): CadenceStore => {
  const store = use(DraftContext)
  if (store === null) throw new Error('useDraft wants a DraftContext around it.')
  return store
}

/** What is edited, and how. */
export const useDraft = (): { draft: Draft; edit: CadenceStore['edit'] } => {
  const store = useStore()
  return { draft: useSyncExternalStore(store.subscribe, () => store.read().draft), edit: store.edit }
}

/** Whether what is edited is safe. */
export const useSaving = () => {
  const store = useStore()
  return { store, saving: useSyncExternalStore(store.subscribe, () => store.read().saving) }
}
