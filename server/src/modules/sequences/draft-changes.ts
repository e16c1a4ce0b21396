import type { Queryable } from '#platform/db/index.ts'
import { changesOfDraft, type DraftChange } from './changes-of-draft.ts'
import { cadenceById, type WhichSequence } from './find-sequence.ts'

/** What publishing the draft would change; nothing where there is no draft, or nothing was published. Throws `not_found`. */
export const draftChanges = async (tx: Queryable, which: WhichSequence): Promise<DraftChange[]> => {
  const { draft, published } = await cadenceById(tx, which)
  return draft && published ? changesOfDraft(published, draft) : []
}
