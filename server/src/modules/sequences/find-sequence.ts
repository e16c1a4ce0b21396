import type { Queryable } from '#platform/db/index.ts'
import { notFound } from '#platform/errors/index.ts'
import { didYouMean } from './nearest-names.ts'
import { selectNames, selectSequence, selectSequenceByName } from './queries.ts'
import type { Sequence, SequenceKind } from './sequence.ts'
import { nameKey } from './sequence-name.ts'

/** Throws `not_found` when the company has no such sequence. */
export const sequenceById = async (
  tx: Queryable,
  input: { companyId: string; sequenceId: string; lock?: boolean },
): Promise<Sequence> => {
  const sequence = await selectSequence(tx, input)
  if (!sequence) throw notFound(`There is no cadence or journey with the id "${input.sequenceId}".`, 'id')
  return sequence
}

/**
 * By name, trimmed and in any case. Throws `not_found`, with the nearest names, on `field` (default `cadenceName` or `journeyName`);
 * with `publishedOnly` one that was never published counts as missing, and the message says that it is a draft.
 */
export const sequenceByName = async (
  tx: Queryable,
  input: { companyId: string; kind: SequenceKind; name: string; publishedOnly?: boolean; field?: string },
): Promise<Sequence> => {
  const { companyId, kind, name } = input
  const field = input.field ?? `${kind}Name`
  const sequence = await selectSequenceByName(tx, { companyId, kind, nameKey: nameKey(name) })
  if (!sequence) {
    const near = didYouMean(name, await selectNames(tx, { companyId, kind }))
    throw notFound(`There is no ${kind} called "${name.trim()}".${near}`, field)
  }
  if (input.publishedOnly && sequence.published === null)
    throw notFound(`The ${kind} "${sequence.name}" is a draft; publish it first.`, field)
  return sequence
}
