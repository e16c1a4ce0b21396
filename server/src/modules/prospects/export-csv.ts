import { csvRow } from '#platform/csv/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { TEXT_FIELDS } from './fields.ts'
import type { ProspectFilter } from './filter/prospect-filter.ts'
import { streamProspects } from './list-prospects.ts'
import type { Prospect } from './prospect.ts'

const BOM = '\ufeff'
const OWN = ['List', 'Tags', 'Owner', 'Status', 'Created', 'Last contacted']
/** Prospects whose custom fields name the columns. */
const LOOKED_AT = 1000

/**
 * Prospects of a filter as the text of a CSV, in pieces, which can be imported again: their fields by the names of the public API, then their
 * custom fields. Which of these there are is looked up first, among the custom fields of the company.
 */
export async function* prospectsCsv(
  db: Queryable,
  which: { companyId: string; filter: ProspectFilter },
): AsyncGenerator<string, void, void> {
  const custom = await customNames(db, which.companyId)
  yield BOM + csvRow(['Email', ...TEXT_FIELDS.map(({ name }) => name), ...OWN, ...custom], ',')
  for await (const page of streamProspects(db, which))
    yield page.map((prospect) => csvRow(cellsOf(prospect, custom), ',')).join('')
}

const cellsOf = (prospect: Prospect, custom: readonly string[]): string[] => [
  prospect.email,
  ...TEXT_FIELDS.map(({ property }) => prospect[property] ?? ''),
  ...[prospect.list, prospect.tags.join('|'), prospect.ownerEmail, prospect.status],
  ...[prospect.createdAt.toISOString(), prospect.lastContactedAt?.toISOString() ?? ''],
  ...custom.map((name) => prospect.customFields[name] ?? ''),
]

/** The names of custom fields, by what the newest and the oldest prospects have. Index prospects_pkey. */
export const customNames = async (db: Queryable, companyId: string): Promise<string[]> => {
  const end = (direction: 'ASC' | 'DESC') =>
    `(SELECT custom_fields FROM prospects WHERE company_id = $1 ORDER BY id ${direction} LIMIT ${LOOKED_AT})`
  const { rows } = await db.query<{ name: string }>(
    `SELECT DISTINCT name FROM (${end('ASC')} UNION ALL ${end('DESC')}) p, jsonb_object_keys(p.custom_fields) AS name ORDER BY 1`,
    [companyId],
  )
  return rows.map(({ name }) => name)
}
