// Reads prospects beside the module's own tables, to say which of the rows are there already.
import { type ProspectInput, type ProspectStatus, TEXT_FIELDS } from '#modules/prospects/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import type { ColumnTarget } from './column-target.ts'
import type { OnExisting } from './import.ts'
import { createRowReader } from './read-row.ts'
import type { CsvRecord } from './scan-records.ts'

/** What a row would do, as the database stands now. */
export type PreviewRow = {
  /** 1 is the first row below the header. */
  row: number
  outcome: 'add' | 'update' | 'skip' | 'reject'
  /** Why it would be rejected. */
  mistake: string | null
  /** What it says of the prospect, by the names of the public API; null when it would be rejected. */
  prospect: PreviewProspect | null
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

/** The first rows of a file as an import would take them. */
export const previewRows = async (
  db: Queryable,
  input: {
    companyId: string
    onExisting: OnExisting
    mapping: readonly ColumnTarget[]
    records: readonly CsvRecord[]
  },
): Promise<PreviewRow[]> => {
  const read = input.records.map(createRowReader({ mapping: input.mapping, list: '' }))
  const keys = read.flatMap((row) => ('mistake' in row ? [] : (row.address?.key ?? [])))
  const statuses = await statusesOf(db, input.companyId, keys)
  const seen = new Set<string>()
  return read.map((row, index): PreviewRow => {
    const place = index + 1
    if ('mistake' in row)
      return { row: place, outcome: 'reject', mistake: row.mistake, prospect: null, status: null }
    const key = row.address?.key ?? ''
    const status = statuses.get(key) ?? null
    const outcome = status !== null ? input.onExisting : seen.has(key) ? 'update' : 'add'
    seen.add(key)
    return { row: place, outcome, mistake: null, prospect: shown(row), status }
  })
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

/** Index prospects_company_id_email_key_key. */
const statusesOf = async (
  db: Queryable,
  companyId: string,
  keys: readonly string[],
): Promise<Map<string, ProspectStatus>> => {
  const { rows } = await db.query<{ key: string; status: ProspectStatus }>(
    'SELECT email_key AS key, status FROM prospects WHERE company_id = $1 AND email_key = ANY ($2::text[])',
    [companyId, keys],
  )
  return new Map(rows.map(({ key, status }) => [key, status]))
}
