import { useState } from 'react'
import { readKept } from './read-kept.ts'
import { useSession } from './session.ts'

type Place = {
  /** What is written: `answer`. */
  kind: string
  /** What it is written for: the id of a thread. */
  id: string
}
type Options<Draft> = Place & {
  /** Whether what lies there is such a draft; an older version may have left another. */
  isDraft(value: unknown): value is Draft
}

const nameOf = (userId: string, { kind, id }: Place): string => `cadenza.${kind}.${userId}.${id}`

/**
 * What a user has half written, kept in his browser until it is sent or thrown away; where the browser keeps nothing, as long as the part of
 * the page is shown. `draft` is null where nothing is written. What is shown for another id wants another `key`.
 */
export const useKeptDraft = <Draft>({ isDraft, ...place }: Options<Draft>) => {
  const { userId } = useSession()
  const name = nameOf(userId, place)
  const [draft, setDraft] = useState(() => keptIn(name, isDraft))
  const write = (next: Draft | null): void => {
    keep(name, next)
    setDraft(next)
  }
  return { draft, write, discard: () => write(null) }
}

/** Forgets drafts of a kind whose parts of the page may not be shown, by the ids of what they were written for. */
export const useForgetDrafts = (kind: string): ((ids: readonly string[]) => void) => {
  const { userId } = useSession()
  return (ids) => {
    for (const id of ids) keep(nameOf(userId, { kind, id }), null)
  }
}

const keep = (name: string, draft: unknown): void => {
  try {
    if (draft === null) localStorage.removeItem(name)
    else localStorage.setItem(name, JSON.stringify(draft))
  } catch {
    // Storage is full or forbidden: the draft lives in the page alone.
  }
}

const keptIn = <Draft>(name: string, isDraft: (value: unknown) => value is Draft): Draft | null => {
  try {
    return readKept(localStorage.getItem(name), isDraft) ?? null
  } catch {
    return null
  }
}
