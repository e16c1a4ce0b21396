import { messageOf } from '#platform/errors/index.ts'
import type { ImportsDeps } from './imports-deps.ts'
import { isFinal, runImport } from './run-import.ts'

/** The job: runs an import, and throws where it is to be tried again. What can never succeed stands in the import, for its user to see. */
export const runImportJob = async (
  deps: ImportsDeps,
  { signal, ...which }: { companyId: string; importId: string; signal: AbortSignal },
): Promise<void> => {
  try {
    const { ended } = await runImport(deps, { ...which, signal })
    // Overtaken, it is looked at again later: the other run may be killed too.
    if (ended !== 'done') throw new Error(`the import was ${ended} before its end`)
  } catch (error) {
    if (!isFinal(error)) throw error
    deps.log.info({ ...which, reason: messageOf(error) }, 'an import failed for good')
  }
}
