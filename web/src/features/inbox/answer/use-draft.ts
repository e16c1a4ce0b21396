import { useKeptDraft } from '#app/use-kept-draft.ts'
import { isDraft } from './draft.ts'

/** The answer to a thread as far as it is written; null: none is. */
export const useDraft = (threadId: string) => useKeptDraft({ kind: 'answer', id: threadId, isDraft })
