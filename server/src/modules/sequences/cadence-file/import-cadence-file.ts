import type { Queryable } from '#platform/db/index.ts'
import { checkDefinition } from '../check-definition.ts'
import { checkReferences } from '../check-references.ts'
import { createSequence } from '../create-sequence.ts'
import { saveDraft } from '../edit-draft.ts'
import { publishSequence } from '../publish-sequence.ts'
import { selectSequenceByName } from '../queries.ts'
import type { SequenceDeps } from '../sequence.ts'
import { nameKey } from '../sequence-name.ts'
import { parseCadenceFile } from './parse-cadence-file.ts'
import { resolveCadenceFile } from './resolve-cadence-file.ts'

export type ImportedCadence = {
  sequenceId: string
  name: string
  created: boolean
  /** Whether its draft or published definition is another than before. */
  changed: boolean
  /** Of what is published; 0 when nothing is. */
  version: number
}

/**
 * Makes a cadence of a file, or changes the one of the same name, as a draft or published at once. Everything is checked first; a mistake
 * throws one `invalid_input` error that lists all of them with line and column, and nothing is changed.
 */
export const importCadenceFile = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: { companyId: string; userId: string; text: string; publish: boolean },
): Promise<ImportedCadence> => {
  const { companyId } = input
  const { file, refuse } = parseCadenceFile(input.text)
  const { definition, issues } = await resolveCadenceFile(tx, { companyId, file, mailboxes: deps.mailboxes })
  refuse(issues)
  refuse(checkDefinition(definition))
  refuse(await checkReferences(tx, { companyId, settings: definition.settings, mailboxes: deps.mailboxes }))

  const existing = await selectSequenceByName(tx, {
    companyId,
    kind: 'cadence',
    nameKey: nameKey(file.name),
    lock: true,
  })
  const sequenceId =
    existing?.id ??
    (await createSequence(deps, tx, { companyId, userId: input.userId, name: file.name, definition }))
      .sequenceId
  const saved = existing && (await saveDraft(deps, tx, { companyId, sequenceId, definition }))
  const published = input.publish ? await publishSequence(deps, tx, { companyId, sequenceId }) : null
  return {
    sequenceId,
    name: existing?.name ?? file.name,
    created: existing === null,
    changed: existing === null || saved?.changed === true || published?.changed === true,
    version: published?.version ?? existing?.version ?? 0,
  }
}
