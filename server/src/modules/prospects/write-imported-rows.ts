import type { Queryable } from '#platform/db/index.ts'
import type { AppError } from '#platform/errors/index.ts'
import { nameKey } from './names.ts'
import type { ProspectDeps } from './prospect-deps.ts'
import type { ProspectInput } from './prospect-input.ts'
import { foreignAddresses, isRep, membersByEmail } from './queries.ts'
import { ensureTags } from './tags.ts'
import { notForOthers, ownedByAnother, toRow, unknownOwner } from './upsert-prospects.ts'
import { type ImportCounts, importRows } from './upsert-rows.ts'

export type ImportBatch = {
  tx: Queryable
  companyId: string
  userId: string
  importId: string
  onExisting: 'update' | 'skip'
  /** Each with an address. */
  rows: readonly ProspectInput[]
}

export type ImportBatchResult = ImportCounts & {
  /** Rows that could not be taken, by their place in `rows`. */
  rejected: { index: number; mistake: string }[]
}

/**
 * Writes a batch of an import in the caller's transaction. Rows of one address become one: what a later row gives replaces what an
 * earlier one gave, exactly as if they had come in different batches. Every row is counted once. Nobody who is suppressed becomes
 * mailable: status and suppression of a prospect that is there are not touched, a new one gets those of his address and domain.
 */
export const writeImportedRows = async (
  deps: ProspectDeps,
  batch: ImportBatch,
): Promise<ImportBatchResult> => {
  const { tx, companyId, userId, importId, onExisting } = batch
  const owners = await ownersOf(tx, companyId, batch.rows)
  const heldToOwn = await isRep(tx, { companyId, userId })
  const foreign = heldToOwn
    ? await foreignAddresses(tx, {
        companyId,
        userId,
        keys: batch.rows.flatMap(({ address }) => address?.key ?? []),
      })
    : new Set<string>()
  const mistakeIn = ({ owner, address }: ProspectInput): AppError | undefined => {
    if (owner && !owners.has(owner)) return unknownOwner(owner)
    if (heldToOwn && owner && owners.get(owner) !== userId) return notForOthers()
    return address && foreign.has(address.key) ? ownedByAnother(address.email) : undefined
  }
  const rejected: ImportBatchResult['rejected'] = []
  const byAddress = new Map<string, ProspectInput>()
  let folded = 0
  for (const [index, row] of batch.rows.entries()) {
    const key = row.address?.key
    if (key === undefined) throw new Error('a row without an address cannot be imported')
    const mistake = mistakeIn(row)
    if (mistake) {
      rejected.push({ index, mistake: mistake.message })
      continue
    }
    const earlier = byAddress.get(key)
    if (earlier) folded += 1
    byAddress.set(key, earlier ? merged(earlier, row) : row)
  }
  const inputs = [...byAddress.values()].sort((a, b) =>
    (a.address?.key ?? '') < (b.address?.key ?? '') ? -1 : 1,
  )
  const tagNames = inputs.flatMap(({ tags }) => tags)
  const tags =
    tagNames.length > 0 ? await ensureTags(tx, { companyId, names: tagNames, newId: deps.newId }) : new Map()
  const listNames = new Map(inputs.flatMap(({ list }) => (list ? [[nameKey(list), list] as const] : [])))
  const { changedIds, repeated, ...counts } = await importRows(
    tx,
    {
      companyId,
      userId,
      importId,
      onExisting,
      source: 'import',
      now: deps.clock.now(),
      newId: deps.newId,
      listNames,
      announce: deps.events.announce,
      heldToOwn,
    },
    inputs.map((input) => toRow(deps, input, owners, tags)),
  )
  if (changedIds.length > 0) await deps.ports.onProspectsChanged(tx, { companyId, prospectIds: changedIds })
  return { ...counts, repeated: repeated + folded, rejected }
}

const ownersOf = async (
  tx: Queryable,
  companyId: string,
  rows: readonly ProspectInput[],
): Promise<Map<string, string>> => {
  const emails = [...new Set(rows.flatMap(({ owner }) => owner ?? []))]
  return emails.length > 0 ? membersByEmail(tx, { companyId, emails }) : new Map()
}

/** Two rows of one address: the later one wins where it says something; tags add up. */
const merged = (earlier: ProspectInput, later: ProspectInput): ProspectInput => ({
  address: earlier.address,
  fields: new Map([...earlier.fields, ...filled(later.fields)]),
  customFields: new Map([...earlier.customFields, ...filled(later.customFields)]),
  list: later.list || earlier.list,
  tags: [...new Map([...earlier.tags, ...later.tags].map((tag) => [nameKey(tag), tag])).values()],
  owner: later.owner ?? earlier.owner,
  ignored: [],
})

const filled = <Key>(values: ReadonlyMap<Key, string>): [Key, string][] =>
  [...values].filter(([, value]) => value !== '')
