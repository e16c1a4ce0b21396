import type { Queryable } from '#platform/db/index.ts'
import { nameTaken } from './create-sequence.ts'
import { sequenceById, type WhichSequence } from './find-sequence.ts'
import { updateSequenceName } from './queries.ts'
import type { SequenceDeps } from './sequence.ts'
import { cleanName, nameKey } from './sequence-name.ts'

/** At once, without publishing. Throws `conflict` when another sequence of the kind has the name. */
export const renameSequence = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: WhichSequence & { name: string },
): Promise<void> => {
  const name = cleanName('name', input.name)
  const { kind } = await sequenceById(tx, { ...input, lock: true })
  const renamed = await updateSequenceName(tx, {
    ...input,
    name,
    nameKey: nameKey(name),
    now: deps.clock.now(),
  })
  if (!renamed) throw nameTaken(kind, name)
}
