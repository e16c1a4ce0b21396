import {
  notForOthers,
  ownedByAnother,
  type ProspectInput,
  type ProspectStatus,
  TEXT_FIELDS,
  unknownOwner,
} from '#modules/prospects/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import type { ColumnTarget } from './column-target.ts'
import type { GivenToAll } from './given-to-all.ts'
import type { OnExisting } from './import.ts'
import { knownMembers, type Present, presentProspects } from './present-prospects.ts'
import { changesOf, type PreviewChange } from './preview-changes.ts'
import { createRowReader, type ReadRow } from './read-row.ts'
import type { CsvRecord } from './scan-records.ts'

/** What a row would do, as the database stands now. */
export type PreviewRow = {
  /** 1 is the first row below the header. */
  row: number
  outcome: 'add' | 'update' | 'unchanged' | 'skip' | 'reject'
  /** Why it would be rejected. */
  mistake: string | null
  /** What it says of the prospect, by the names of the public API; null when it would be rejected. */
  prospect: PreviewProspect | null
  /** What it would change of a prospect who is there. */
  changes: PreviewChange[]
  /** Of the prospect who is there already; an import never changes it. */
  status: ProspectStatus | null
}

export type PreviewProspect = {
  email: string
  fields: Record<string, string>
  customFields: Record<string, string>
  tags: string[]
  owner: string | null
}

export type PreviewInput = GivenToAll & {
  companyId: string
  /** Who would import, and whether he is held to what is his. */
  importer: { userId: string; heldToOwn: boolean }
  list: string
  onExisting: OnExisting
  mapping: readonly ColumnTarget[]
  records: readonly CsvRecord[]
}

/** The first rows of a file as an import would take them. */
export const previewRows = async (db: Queryable, input: PreviewInput): Promise<PreviewRow[]> => {
  const { companyId } = input
  const read = input.records.map(createRowReader(input))
  const taken = read.flatMap((row) => ('mistake' in row ? [] : [row]))
  const present = await presentProspects(db, {
    companyId,
    keys: taken.flatMap(({ address }) => address?.key ?? []),
  })
  const members = await knownMembers(db, { companyId, emails: taken.flatMap(({ owner }) => owner ?? []) })
  const seen = new Set<string>()
  return read.map((row, index): PreviewRow => {
    const mistake = mistakeOf(row, { members, present, importer: input.importer })
    if ('mistake' in row || mistake !== undefined)
      return { ...NOBODY, row: index + 1, outcome: 'reject', mistake: mistake ?? null }
    const key = row.address?.key ?? ''
    const repeats = seen.has(key)
    seen.add(key)
    return {
      row: index + 1,
      mistake: null,
      prospect: shown(row),
      ...outcomeOf(row, { there: present.get(key), repeats, onExisting: input.onExisting }),
    }
  })
}

const NOBODY = { prospect: null, changes: [], status: null }

const outcomeOf = (
  row: ProspectInput,
  { there, repeats, onExisting }: { there: Present | undefined; repeats: boolean; onExisting: OnExisting },
): Pick<PreviewRow, 'outcome' | 'changes' | 'status'> => {
  if (!there) return { outcome: repeats ? 'update' : 'add', changes: [], status: null }
  const { status } = there
  if (onExisting === 'skip') return { outcome: 'skip', changes: [], status }
  const changes = changesOf(row, there)
  return { outcome: changes.length > 0 ? 'update' : 'unchanged', changes, status }
}

/** Why the row would be rejected, as the import itself would say. */
const mistakeOf = (
  row: ReadRow,
  {
    members,
    present,
    importer,
  }: {
    members: ReadonlyMap<string, string>
    present: ReadonlyMap<string, Present>
    importer: PreviewInput['importer']
  },
): string | undefined => {
  if ('mistake' in row) return row.mistake
  const { owner, address } = row
  if (owner && !members.has(owner)) return unknownOwner(owner).message
  if (!importer.heldToOwn) return undefined
  if (owner && members.get(owner) !== importer.userId) return notForOthers().message
  const there = present.get(address?.key ?? '')
  return there && there.ownerId !== importer.userId ? ownedByAnother(address?.email ?? '').message : undefined
}

const shown = (row: ProspectInput): PreviewProspect => ({
  email: row.address?.email ?? '',
  fields: Object.fromEntries(
    TEXT_FIELDS.flatMap(({ name, column }) => {
      const value = row.fields.get(column)
      return value ? [[name, value]] : []
    }),
  ),
  customFields: Object.fromEntries([...row.customFields].filter(([, value]) => value !== '')),
  tags: row.tags,
  owner: row.owner ?? null,
})
