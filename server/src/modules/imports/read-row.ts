import { type ProspectInput, readProspectInput } from '#modules/prospects/index.ts'
import { withoutGuard } from '#platform/csv/index.ts'
import { type ColumnTarget, customName } from './column-target.ts'
import type { GivenToAll } from './given-to-all.ts'
import type { CsvRecord } from './scan-records.ts'

/** What a row says of a prospect, or why it cannot be taken, as a whole sentence. */
export type ReadRow = ProspectInput | { mistake: string }

/**
 * Reads the rows of a file whose columns are mapped. Missing cells are empty; more cells than columns are a mistake unless empty, for then
 * the values stand in the wrong columns. All prospects go into the list.
 */
export const createRowReader = ({
  mapping,
  list,
  tags,
  owner,
}: GivenToAll & {
  mapping: readonly ColumnTarget[]
  list: string
}): ((record: CsvRecord) => ReadRow) => {
  const columns = mapping.flatMap((target, index) => {
    if (target === null) return []
    return { index, target, custom: customName(target) }
  })
  return ({ cells, mistake }) => {
    if (mistake !== undefined) return { mistake }
    if (cells.length > mapping.length && cells.slice(mapping.length).some((cell) => cell.trim() !== ''))
      return {
        mistake: `The row has ${cells.length} cells, but the header names ${mapping.length} columns. A cell that holds the delimiter must stand in quotes.`,
      }
    const body: Record<string, unknown> = { List: list, Tags: tags, ...(owner !== null && { Owner: owner }) }
    const customFields: { key: string; value: string }[] = []
    for (const { index, target, custom } of columns) {
      const value = withoutGuard(cells[index] ?? '')
      if (custom !== undefined) customFields.push({ key: custom, value })
      else if (target === 'Tags') body[target] = [...tags, ...value.split(TAG_SEPARATORS)]
      // An empty cell names no owner: then it is the one of all.
      else if (target === 'Owner' && value.trim() === '') continue
      else body[target] = value
    }
    if (customFields.length > 0) body.CustomFields = customFields
    const input = readProspectInput(body)
    if ('mistake' in input) return { mistake: input.mistake }
    if (!input.address) return { mistake: 'The row has no mail address.' }
    return input
  }
}

const TAG_SEPARATORS = /[|;,]/
