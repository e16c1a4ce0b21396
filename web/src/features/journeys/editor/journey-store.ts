import type { Saving } from '#features/sequences/saving.ts'
import type { Definition, Journey } from '../types.ts'

export type Editing = { definition: Definition; saving: Saving }

export type JourneyStore = {
  read(): Editing
  subscribe(listener: () => void): () => void
  edit(change: (definition: Definition) => Definition): void
  /** Saves now what is not saved yet. */
  flush(): Promise<void>
  /** The server's newest: taken over where nothing of ours is unsaved, or whatever there is. */
  take(journey: Journey, how?: { evenIfEdited: boolean }): void
  /** Saves ours over what somebody else saved meanwhile. */
  overwrite(): Promise<void>
}

const EMPTY_STATE = { state: 'saved' } as const
/** After the last edit, in milliseconds. */
const PAUSE = 700

/** Holds a journey that is edited and saves it by itself: one save at a time, the next with all that was edited meanwhile. */
export const createJourneyStore = ({
  journey,
  save,
  pause = PAUSE,
}: {
  journey: Journey
  save(definition: Definition, basedOn: string | undefined): Promise<Journey>
  pause?: number
}): JourneyStore => {
  let basedOn: string | undefined = journey.updatedAt
  let editing: Editing = { definition: definitionOf(journey), saving: EMPTY_STATE }
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  const listeners = new Set<() => void>()
  const set = (next: Partial<Editing>): void => {
    editing = { ...editing, ...next }
    for (const listener of listeners) listener()
  }
  const saveOnce = async (): Promise<void> => {
    const sent = editing.definition
    set({ saving: { state: 'saving' } })
    try {
      basedOn = (await save(sent, basedOn)).updatedAt
      set({ saving: { state: editing.definition === sent ? 'saved' : 'waiting' } })
    } catch (error) {
      set({ saving: { state: 'failed', error } })
    }
  }
  const flush = async (): Promise<void> => {
    clearTimeout(timer)
    // What is being saved may be older than the last edit.
    while (running) await running
    if (editing.saving.state !== 'waiting' && editing.saving.state !== 'failed') return
    running = saveOnce().finally(() => {
      running = undefined
    })
    await running
    if (editing.saving.state === 'waiting') await flush()
  }
  return {
    read: () => editing,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    edit: (change) => {
      const definition = change(editing.definition)
      if (definition === editing.definition) return
      const { saving } = editing
      set({ definition, saving: saving.state === 'saving' ? saving : { state: 'waiting' } })
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), pause)
    },
    flush,
    take: (newest, { evenIfEdited } = { evenIfEdited: false }) => {
      if (!evenIfEdited && (editing.saving.state !== 'saved' || newest.updatedAt === basedOn)) return
      basedOn = newest.updatedAt
      set({ definition: definitionOf(newest), saving: EMPTY_STATE })
    },
    overwrite: () => {
      basedOn = undefined
      return flush()
    },
  }
}

const definitionOf = ({ draft, published }: Journey): Definition => {
  const definition = draft ?? published
  if (!definition) throw new Error('A journey has a draft or is published.')
  return definition
}
