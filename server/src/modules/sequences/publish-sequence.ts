import type { Queryable } from '#platform/db/index.ts'
import { draftIssues } from './draft-issues.ts'
import { refuseArchived } from './edit-draft.ts'
import { sequenceById, type WhichSequence } from './find-sequence.ts'
import { refuseIssues } from './issues.ts'
import { updatePublished } from './queries.ts'
import { saveSteps } from './save-steps.ts'
import type { SequenceDeps } from './sequence.ts'

/**
 * Makes the draft live, in one transaction with its steps, options and `onPublished`. Without a draft nothing happens. Throws
 * `invalid_input` that lists every mistake with its path, `not_allowed` when archived.
 */
export const publishSequence = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: WhichSequence,
): Promise<{ version: number; changed: boolean }> => {
  const { companyId, sequenceId } = input
  const sequence = await sequenceById(tx, { ...input, lock: true })
  refuseArchived(sequence)
  const definition = sequence.draft
  if (definition === null) return { version: sequence.version, changed: false }
  refuseIssues(await draftIssues(deps, tx, { companyId, sequenceId, definition }))
  const now = deps.clock.now()
  const version = await updatePublished(tx, { companyId, sequenceId, definition, now })
  await saveSteps(tx, { companyId, sequenceId, definition, now })
  await deps.onPublished(tx, { companyId, sequenceId })
  return { version, changed: true }
}
