import type { Saving } from '#features/sequences/saving.ts'
import type { Cadence } from '../types.ts'
import { adoptIds, type Draft, draftOf } from './draft.ts'

export type DraftState = { draft: Draft; saving: Saving }

export type DraftStore = {
  read(): DraftState
  subscribe(listener: () => void): () => void
  edit(change: (draft: Draft) => Draft): void
  /** Saves now what is not saved yet. */
  flush(): Promise<void>
  /** The server's newest: taken over where nothing of ours is unsaved. */
  take(cadence: Cadence): void
  /** Throws our edits away for the server's. */
  takeTheirs(cadence: Cadence): void
  /** Saves ours over what somebody else saved meanwhile. */
  overwrite(): Promise<void>
}

type Deps = {
  cadence: Cadence
  save(draft: Draft, basedOn: string | undefined): Promise<Cadence>
  /** The server's answer to a save. */
  onSaved(cadence: Cadence): void
  /** After the last edit, in milliseconds. */
  pause?: number
}

const PAUSE = 700

/** Holds a draft that is edited and saves it by itself: one save at a time, the next with all that was edited meanwhile. */
export const createDraftStore = ({ cadence, save, onSaved, pause = PAUSE }: Deps): DraftStore => {
  let state: DraftState = { draft: editable(cadence), saving: { state: 'saved' } }
  let basedOn: string | undefined = cadence.updatedAt
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  const listeners = new Set<() => void>()

  const set = (next: Partial<DraftState>): void => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  const saveOnce = async (): Promise<void> => {
    const sent = state.draft
    set({ saving: { state: 'saving' } })
    try {
      const saved = await save(sent, basedOn)
      basedOn = saved.updatedAt
      const definition = saved.draft ?? saved.published
      const isNewest = state.draft === sent
      set({
        draft: definition ? adoptIds(state.draft, sent, definition) : state.draft,
        saving: { state: isNewest ? 'saved' : 'waiting' },
      })
      onSaved(saved)
    } catch (error) {
      set({ saving: { state: 'failed', error } })
    }
  }
  const flush = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    // What is being saved may be older than the last edit.
    while (running) await running
    if (state.saving.state !== 'waiting' && state.saving.state !== 'failed') return
    running = saveOnce().finally(() => {
      running = undefined
    })
    await running
    if (state.saving.state === 'waiting') await flush()
  }
  const takeTheirs = (newest: Cadence): void => {
    basedOn = newest.updatedAt
    set({ draft: editable(newest), saving: { state: 'saved' } })
  }
  return {
    read: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    edit: (change) => {
      const draft = change(state.draft)
      if (draft === state.draft) return
      set({ draft, saving: state.saving.state === 'saving' ? state.saving : { state: 'waiting' } })
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), pause)
    },
    flush,
    take: (newest) => {
      // What was asked for before our last save may arrive after it.
      const isNewer = basedOn === undefined || newest.updatedAt > basedOn
      if (state.saving.state === 'saved' && isNewer) takeTheirs(newest)
    },
    takeTheirs,
    overwrite: () => {
      basedOn = undefined
      return flush()
    },
  }
}

const editable = ({ draft, published }: Cadence): Draft => {
  const definition = draft ?? published
  if (!definition) throw new Error('A cadence has a draft or is published.')
  return draftOf(definition)
}
