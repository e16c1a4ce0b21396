import type { Queryable } from '#platform/db/index.ts'
import { notFound } from '#platform/errors/index.ts'
import { didYouMean } from './nearest-names.ts'
import { selectNames, selectSequence, selectSequenceByName } from './queries.ts'
import type { Cadence, Journey, Sequence, SequenceKind } from './sequence.ts'
import { nameKey } from './sequence-name.ts'

/** Which sequence is meant; with a kind, one of another kind counts as unknown. */
export type WhichSequence = { companyId: string; sequenceId: string; kind?: SequenceKind | undefined }

/** Throws `not_found` when the company has no such sequence. */
export const sequenceById = async (
  tx: Queryable,
  input: WhichSequence & { lock?: boolean },
): Promise<Sequence> => {
  const sequence = await selectSequence(tx, input)
  if (!sequence || (input.kind !== undefined && sequence.kind !== input.kind)) throw unknown(input)
  return sequence
}

/** Throws `not_found` when the company has no such cadence. */
export const cadenceById = async (tx: Queryable, input: WhichSequence): Promise<Cadence> => {
  const sequence = await sequenceById(tx, input)
  if (sequence.kind !== 'cadence') throw unknown({ ...input, kind: 'cadence' })
  return sequence
}

/** Throws `not_found` when the company has no such journey. */
export const journeyById = async (tx: Queryable, input: WhichSequence): Promise<Journey> => {
  const sequence = await sequenceById(tx, input)
  if (sequence.kind !== 'journey') throw unknown({ ...input, kind: 'journey' })
  return sequence
}

const unknown = ({
  sequenceId,
  kind = 'cadence or journey',
}: {
  sequenceId: string
  kind?: string | undefined
}) => notFound(`There is no ${kind} with the id "${sequenceId}".`, 'id')

/**
 * By name, trimmed and in any case. Throws `not_found`, with the nearest names or the other kind of the same name, on `field` (default `cadenceName` or `journeyName`);
 * with `publishedOnly` one that was never published counts as missing, and the message says that it is a draft.
 */
export const sequenceByName = async (
  tx: Queryable,
  input: {
    companyId: string
    kind: SequenceKind
    name: string
    publishedOnly?: boolean
    /** Only what this rep sees: shared ones and his own. */
    seenBy?: string | undefined
    field?: string
  },
): Promise<Sequence> => {
  const { companyId, kind, name, seenBy } = input
  const field = input.field ?? `${kind}Name`
  const sequence = await selectSequenceByName(tx, { companyId, kind, nameKey: nameKey(name), seenBy })
  if (!sequence) {
    const other = kind === 'cadence' ? 'journey' : 'cadence'
    const twin = await selectSequenceByName(tx, { companyId, kind: other, nameKey: nameKey(name), seenBy })
    const hint = twin
      ? ` There is a ${other} of that name.`
      : didYouMean(name, await selectNames(tx, { companyId, kind, seenBy }))
    throw notFound(`There is no ${kind} called "${name.trim()}".${hint}`, field)
  }
  if (input.publishedOnly && sequence.published === null)
    throw notFound(`The ${kind} "${sequence.name}" is a draft; publish it first.`, field)
  return sequence
}
