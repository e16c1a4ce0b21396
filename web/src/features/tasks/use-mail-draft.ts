import { useForgetDrafts, useKeptDraft } from '#app/use-kept-draft.ts'
import { isMailDraft } from './mail-draft.ts'

const KIND = 'task-mail'

/** The mail of a task as far as it was changed from what its step says; null: it was not. */
export const useMailDraft = (taskId: string) => useKeptDraft({ kind: KIND, id: taskId, isDraft: isMailDraft })

/** Forgets what was written for tasks that nobody will work on any more. */
export const useForgetMailDrafts = () => useForgetDrafts(KIND)
