import type { Saving } from './saving.ts'

export type DraftState<Draft> = { draft: Draft; saving: Saving }

/** @typeParam Sequence what the server answers, which has the draft in it */
export type DraftStore<Draft, Sequence> = {
  read(): DraftState<Draft>
  subscribe(listener: () => void): () => void
  edit(change: (draft: Draft) => Draft): void
  /** Saves now what is not saved yet. */
  flush(): Promise<void>
  /** The server's newest: taken over where nothing of ours is unsaved. */
  take(newest: Sequence): void
  /** Throws our edits away for the server's. */
  takeTheirs(newest: Sequence): void
  /** Saves ours over what somebody else saved meanwhile. */
  overwrite(): Promise<void>
}

type Deps<Draft, Sequence> = {
  sequence: Sequence
  draftOf(sequence: Sequence): Draft
  save(draft: Draft, basedOn: string | undefined): Promise<Sequence>
  /** The draft as it stands now, with what the server added to the one that was sent (ids); absent: it adds nothing. */
  adopt?(now: Draft, sent: Draft, saved: Sequence): Draft
  /** The server's answer to a save. */
  onSaved(sequence: Sequence): void
  /** After the last edit, in milliseconds. */
  pause?: number
}

const PAUSE = 700

/** Holds a draft that is edited and saves it by itself: one save at a time, the next with all that was edited meanwhile. */
export const createDraftStore = <Draft, Sequence extends { updatedAt: string }>({
  sequence,
  draftOf,
  save,
  adopt = (now) => now,
  onSaved,
  pause = PAUSE,
}: Deps<Draft, Sequence>): DraftStore<Draft, Sequence> => {
  let state: DraftState<Draft> = { draft: draftOf(sequence), saving: { state: 'saved' } }
  let basedOn: string | undefined = sequence.updatedAt
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  const listeners = new Set<() => void>()

  const set = (next: Partial<DraftState<Draft>>): void => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  const saveOnce = async (): Promise<void> => {
    const sent = state.draft
    set({ saving: { state: 'saving' } })
    try {
      const saved = await save(sent, basedOn)
      basedOn = saved.updatedAt
      const isNewest = state.draft === sent
      set({
        draft: adopt(state.draft, sent, saved),
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
  const takeTheirs = (newest: Sequence): void => {
    basedOn = newest.updatedAt
    set({ draft: draftOf(newest), saving: { state: 'saved' } })
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
