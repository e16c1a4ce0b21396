import type { Queryable } from '#platform/db/index.ts'
import { type ImportedFile, saveFile } from '../cadence-file/save-file.ts'
import { checkReferences } from '../check-references.ts'
import { checkJourneyReferences } from '../journey/check-journey-references.ts'
import { keepNodeIds } from '../journey/draft-journey.ts'
import type { SequenceDeps } from '../sequence.ts'
import { parseJourneyFile } from './parse-journey-file.ts'
import { resolveJourneyFile } from './resolve-journey-file.ts'

/**
 * Makes a journey of a file, or changes the one of the same name, as a draft or published at once. Everything is checked first; a mistake
 * throws one `invalid_input` error that lists all of them with line and column, and nothing is changed.
 */
export const importJourneyFile = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: { companyId: string; userId: string; text: string; publish: boolean; ownerId?: string | undefined },
): Promise<ImportedFile> => {
  const { companyId } = input
  const { file, refuse } = parseJourneyFile(input.text)
  const { definition, issues } = await resolveJourneyFile(tx, {
    ...{ companyId, file, ownerId: input.ownerId },
    mailboxes: deps.mailboxes,
  })
  refuse(issues)
  const { settings, nodes } = keepNodeIds({ draft: definition, earlier: [], newId: deps.newId })
  refuse(await checkReferences(tx, { companyId, settings, mailboxes: deps.mailboxes }))
  refuse(await checkJourneyReferences(tx, { companyId, nodes, checkReceiver: deps.checkReceiver }))
  return saveFile(deps, tx, { ...input, kind: 'journey', name: file.name, definition })
}
