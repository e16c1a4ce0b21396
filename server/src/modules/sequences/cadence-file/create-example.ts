import type { Queryable } from '#platform/db/index.ts'
import { createSequence } from '../create-sequence.ts'
import { freeName } from '../free-name.ts'
import type { SequenceDeps } from '../sequence.ts'
import { EXAMPLE_CADENCE } from './example-cadence.ts'
import { parseCadenceFile } from './parse-cadence-file.ts'
import { resolveCadenceFile } from './resolve-cadence-file.ts'

/** A draft of the cadence that `cadenza cadence example` prints, under a name that nobody has. */
export const createExample = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: { companyId: string; userId: string },
): Promise<{ sequenceId: string }> => {
  const { companyId, userId } = input
  const { file } = parseCadenceFile(EXAMPLE_CADENCE)
  const { definition } = await resolveCadenceFile(tx, { companyId, file, mailboxes: deps.mailboxes })
  const name = await freeName(tx, { companyId, kind: 'cadence', wanted: file.name })
  return createSequence(deps, tx, { companyId, userId, name, definition })
}
