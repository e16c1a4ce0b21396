import type { Queryable } from '#platform/db/index.ts'
import { checkDefinition } from '../check-definition.ts'
import { checkReferences } from '../check-references.ts'
import type { SequenceDeps } from '../sequence.ts'
import { parseCadenceFile } from './parse-cadence-file.ts'
import { resolveCadenceFile } from './resolve-cadence-file.ts'
import { type ImportedFile, saveFile } from './save-file.ts'

/**
 * Makes a cadence of a file, or changes the one of the same name, as a draft or published at once. Everything is checked first; a mistake
 * throws one `invalid_input` error that lists all of them with line and column, and nothing is changed.
 */
export const importCadenceFile = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: {
    companyId: string
    userId: string
    text: string
    publish: boolean
    ownerId?: string | undefined
    newOnly?: boolean | undefined
  },
): Promise<ImportedFile> => {
  const { companyId } = input
  const { file, refuse } = parseCadenceFile(input.text)
  const { definition, issues } = await resolveCadenceFile(tx, {
    ...{ companyId, file, ownerId: input.ownerId },
    mailboxes: deps.mailboxes,
  })
  refuse(issues)
  refuse(checkDefinition(definition))
  refuse(await checkReferences(tx, { companyId, settings: definition.settings, mailboxes: deps.mailboxes }))
  return saveFile(deps, tx, { ...input, kind: 'cadence', name: file.name, definition })
}
