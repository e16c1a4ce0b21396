import type { Queryable } from '#platform/db/index.ts'
import { notFound } from '#platform/errors/index.ts'
import { nameTaken } from './create-sequence.ts'
import { sequenceById, type WhichSequence } from './find-sequence.ts'
import { updateOwner, updateSequenceName, updateShared } from './queries.ts'
import type { SequenceDeps } from './sequence.ts'
import { cleanName, nameKey } from './sequence-name.ts'

/** At once, without publishing. Throws `conflict` when another sequence of the kind has the name. */
export const renameSequence = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: WhichSequence & { name: string },
): Promise<void> => changeSequence(deps, tx, input)

/** Changes what is given of its name, its owner and whether it is shared. Throws as renameSequence, and `not_found` on `ownerId`. */
export const changeSequence = async (
  deps: SequenceDeps,
  tx: Queryable,
  input: WhichSequence & {
    name?: string | undefined
    shared?: boolean | undefined
    ownerId?: string | undefined
  },
): Promise<void> => {
  const { kind } = await sequenceById(tx, { ...input, lock: true })
  const { shared, ownerId } = input
  if (shared !== undefined) await updateShared(tx, { ...input, shared, now: deps.clock.now() })
  if (ownerId !== undefined && !(await updateOwner(tx, { ...input, ownerId, now: deps.clock.now() })))
    throw notFound(`There is no user with the id "${ownerId}" in this company.`, 'ownerId')
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
