import { chooseMapping, type MappingChoice, noEmailColumn } from './choose-mapping.ts'
import { detectFile } from './detect-file.ts'
import { readTagsForAll } from './given-to-all.ts'
import type { OnExisting } from './import.ts'
import type { ImportsDeps } from './imports-deps.ts'
import { type PreviewRow, previewRows } from './preview-rows.ts'
import { fileAt, type ImportSource, placeOf } from './upload-store.ts'

export type PrepareImport = {
  companyId: string
  source: ImportSource
  mapping?: MappingChoice | undefined
  /** Default: update. */
  onExisting?: OnExisting | undefined
  /** Who would import, and whether he is held to what is his. */
  importer: { userId: string; heldToOwn: boolean }
  /** As for `startImport`; without a list no row moves anybody. */
  list?: string | undefined
  tags?: readonly string[] | undefined
  owner?: string | undefined
}

export type PreparedImport = {
  encoding: string
  delimiter: string
  totalBytes: number
  columns: {
    name: string
    /** A field, `custom:` and a name, or null: left out. */
    target: string | null
    /** What stands in its first rows. */
    samples: string[]
  }[]
  /** What its first rows would do. */
  rows: PreviewRow[]
  /** Why it cannot be imported yet: no column is mapped to Email, or there are no rows. */
  problem: string | null
}

const SHOWN = 20

/**
 * Looks at a file before it is imported: how it is written, where its columns would go, and what its first rows would do. Writes nothing.
 * Throws as `startImport` does, but for a missing column of addresses, which is a `problem` to be solved by a mapping.
 */
export const prepareImport = async (deps: ImportsDeps, input: PrepareImport): Promise<PreparedImport> => {
  const { companyId, importer, onExisting = 'update' } = input
  const place = await placeOf(deps, { companyId, source: input.source })
  const { format, columns, records, totalBytes } = await detectFile(fileAt(deps, { companyId, place }))
  const mapping = chooseMapping(columns, input.mapping)
  const shown = records.slice(0, SHOWN)
  const problem = mapping.includes('Email')
    ? records.length === 0
      ? NO_ROWS
      : null
    : noEmailColumn(columns).message
  return {
    encoding: format.encoding,
    delimiter: format.delimiter,
    totalBytes,
    columns: columns.names.map((name, index) => ({
      name,
      target: mapping[index] ?? null,
      samples: shown.map(({ cells }) => cells[index]?.trim() ?? '').filter((cell) => cell !== ''),
    })),
    rows: await previewRows(deps.db, {
      ...{ companyId, importer, onExisting, mapping, records: shown },
      list: input.list ?? '',
      tags: readTagsForAll(input.tags),
      owner: input.owner?.trim().toLowerCase() || null,
    }),
    problem,
  }
}

const NO_ROWS = 'The file has a first row that names the columns, but no rows below it.'
