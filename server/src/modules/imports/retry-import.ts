import { conflict } from '#platform/errors/index.ts'
import { setState, storedImport } from './import-queries.ts'
import type { ImportsDeps } from './imports-deps.ts'
import { IMPORT_JOB } from './start-import.ts'
import { unknownImport } from './unknown-import.ts'
import { fileAt } from './upload-store.ts'

/**
 * Lets an import that failed, or whose run broke off, go on in the background from the row it had reached; one that runs is left running.
 * Throws `conflict` when it is done, `invalid_input` on `file` when its file is no longer there.
 */
export const retryImport = async (
  deps: ImportsDeps,
  which: { companyId: string; importId: string },
): Promise<void> => {
  const { companyId, importId } = which
  const found = await storedImport(deps.db, which)
  if (!found) throw unknownImport(importId)
  await fileAt(deps, { companyId, place: found.filePath }).stamp()
  await deps.db.transaction(async (tx) => {
    if (!(await setState(tx, { ...which, state: 'waiting' })))
      throw conflict('This import is done; import the corrected rows as a file of their own.', 'id')
    await deps.jobs.enqueue(tx, IMPORT_JOB, which, { singletonKey: importId })
  })
}
