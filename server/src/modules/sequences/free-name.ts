import type { Queryable } from '#platform/db/index.ts'
import { selectTakenKeys } from './queries.ts'
import type { SequenceKind } from './sequence.ts'
import { nameKey } from './sequence-name.ts'

const LONGEST_NAME = 200
/** So many copies of one name are looked for. */
const MOST_COPIES = 1_000

/** The name itself, or with the first number behind it that nobody has: `Spring`, `Spring 2`, `Spring 3`. */
export const freeName = async (
  tx: Queryable,
  { companyId, kind, wanted }: { companyId: string; kind: SequenceKind; wanted: string },
): Promise<string> => {
  const names = numberedNames(wanted)
  const taken = await selectTakenKeys(tx, { companyId, kind, nameKeys: names.map(nameKey) })
  return names.find((name) => !taken.has(nameKey(name))) ?? wanted
}

const numberedNames = (wanted: string): string[] =>
  Array.from({ length: MOST_COPIES }, (_, index) => {
    const suffix = index === 0 ? '' : ` ${index + 1}`
    return `${wanted.trim().slice(0, LONGEST_NAME - suffix.length)}${suffix}`
  })
