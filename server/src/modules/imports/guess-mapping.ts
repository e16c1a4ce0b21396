import { IANAZone } from 'luxon'
import { MOST_CUSTOM_FIELDS } from '#modules/prospects/index.ts'
import { type ColumnTarget, customTarget } from './column-target.ts'
import { HEADER_NAMES, type HeaderField } from './header-names.ts'
import { plainName } from './plain-name.ts'
import { REJECTED_COLUMNS } from './rejected-columns.ts'

/** A file's columns with what stands in its first rows. */
export type Columns = {
  /** As `columnNames` has them. */
  names: readonly string[]
  /** The header's own cells: a column without a name is left out. */
  header: readonly string[]
  rows: readonly (readonly string[])[]
}

/**
 * Guesses where each column goes, from its name. A field takes the column of the surest name; every other column becomes a custom field of
 * its name, so that templates can use it. Left out are columns without a name, those of a list (an import has one), and what an earlier
 * file of rejected rows added.
 *
 * What a wrong value would cost every row decides by the first rows too: a time zone must be one, and an owner a mail address.
 */
export const guessMapping = ({ names, header, rows }: Columns): ColumnTarget[] => {
  const plain = names.map(plainName)
  const targets = new Map<number, ColumnTarget>()
  for (const { field, names: known } of HEADER_NAMES) {
    const column = known
      .map((name) => plain.findIndex((own, index) => own === name && !targets.has(index)))
      .find((index) => index >= 0 && looksRight(field, valuesOf(rows, index)))
    if (column !== undefined) targets.set(column, field)
  }
  const links = plain.findIndex((name, index) => name === 'url' && !targets.has(index))
  if (links >= 0) {
    const field = valuesOf(rows, links).some((value) => /linkedin\.com\//i.test(value))
      ? 'LinkedinURL'
      : 'CompanyURL'
    if (![...targets.values()].includes(field)) targets.set(links, field)
  }
  let customFields = 0
  return names.map((name, index) => {
    const target = targets.get(index)
    if (target !== undefined) return target
    if (header[index]?.trim() === '' || LEFT_OUT.has(plain[index] ?? '')) return null
    customFields += 1
    return customFields > MOST_CUSTOM_FIELDS ? null : customTarget(name)
  })
}

const LEFT_OUT: ReadonlySet<string> = new Set([
  'list',
  'listname',
  'lists',
  ...REJECTED_COLUMNS.map(plainName),
])

const valuesOf = (rows: Columns['rows'], column: number): string[] =>
  rows.map((row) => row[column]?.trim() ?? '').filter((value) => value !== '')

const looksRight = (field: HeaderField, values: readonly string[]): boolean => {
  if (field === 'timeZone') return values.every((value) => IANAZone.isValidZone(value))
  if (field === 'Owner') return values.every((value) => value.includes('@'))
  return true
}
