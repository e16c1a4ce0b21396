import { useState } from 'react'
import { useSession } from '#app/session.ts'
import { type Draft, readDraft } from './draft.ts'

const nameOf = (userId: string, threadId: string): string => `cadenza.answer.${userId}.${threadId}`

/** Keeps an answer in this browser until it is sent or thrown away; where the browser keeps nothing, as long as the page is open. */
export const keepDraft = (name: string, draft: Draft | null): void => {
  try {
    if (draft === null) localStorage.removeItem(name)
    else localStorage.setItem(name, JSON.stringify(draft))
  } catch {
    // Storage is full or forbidden: the draft lives in the page alone.
  }
}

const keptDraft = (name: string): Draft | null => {
  try {
    return readDraft(localStorage.getItem(name)) ?? null
  } catch {
    return null
  }
}

/** The answer to a thread as far as it is written; null: none is. */
export const useDraft = (threadId: string) => {
  const { userId } = useSession()
  const name = nameOf(userId, threadId)
  const [draft, setDraft] = useState(() => keptDraft(name))
  const write = (next: Draft | null): void => {
    keepDraft(name, next)
    setDraft(next)
  }
  return { draft, write, discard: () => write(null) }
}
