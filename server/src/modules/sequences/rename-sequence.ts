import type { Queryable } from '#platform/db/index.ts'
import { nameTaken } from './create-sequence.ts'
import { sequenceById, type WhichSequence } from './find-sequence.ts'
import { updateSequenceName, updateShared } from './queries.ts'
import type { SequenceDeps } from './sequence.ts'
import { cleanName, nameKey } from './sequence-name.ts'

/** At once, without publishing. Throws `conflict` when another sequence of the kind has the name. */
export const renameSequence = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: WhichSequence & { name: string },
): Promise<void> => changeSequence(deps, tx, input)

/** Changes what is given of its name and of whether it is shared. Throws as renameSequence. */
export const changeSequence = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: WhichSequence & { name?: string | undefined; shared?: boolean | undefined },
): Promise<void> => {
  const { kind } = await sequenceById(tx, { ...input, lock: true })
  const { shared } = input
  if (shared !== undefined) await updateShared(tx, { ...input, shared, now: deps.clock.now() })
  if (input.name === undefined) return
  const name = cleanName('name', input.name)
  const renamed = await updateSequenceName(tx, {
    ...input,
    name,
    nameKey: nameKey(name),
    now: deps.clock.now(),
  })
  if (!renamed) throw nameTaken(kind, name)
}
