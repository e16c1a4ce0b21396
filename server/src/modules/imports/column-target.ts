import { type FieldName, TEXT_FIELDS } from '#modules/prospects/index.ts'
import { nearest } from './nearest.ts'
import { plainName } from './plain-name.ts'

/** Where the cells of a column go: a field of a prospect, or a custom field; null: nowhere. */
export type ColumnTarget = 'Email' | 'Tags' | 'Owner' | FieldName | CustomTarget | null
type CustomTarget = `custom:${string}`

const CUSTOM = 'custom:'

/** The fields that a column can be mapped to. The list is not one of them: an import has one list. */
export const TARGET_FIELDS = ['Email', ...TEXT_FIELDS.map(({ name }) => name), 'Tags', 'Owner'] as const

const BY_PLAIN_NAME = new Map(TARGET_FIELDS.map((name) => [plainName(name), name]))

export const customTarget = (name: string): CustomTarget => `${CUSTOM}${name}`

/** The name of the custom field, or undefined for any other target. */
export const customName = (target: ColumnTarget): string | undefined =>
  target?.startsWith(CUSTOM) ? target.slice(CUSTOM.length) : undefined

/**
 * Reads a target as people write it: a field in any case (`first name`), `custom:Industry` or simply `Industry` for a custom field, `-` or
 * nothing to leave the column out.
 * @returns the target, or what is wrong with it as a whole sentence
 */
export const readTarget = (text: string): { target: ColumnTarget } | { mistake: string } => {
  const name = text.trim()
  if (name === '' || name === '-') return { target: null }
  if (name.toLowerCase().startsWith(CUSTOM)) {
    const custom = name.slice(CUSTOM.length).trim()
    return custom === ''
      ? { mistake: `“${name}” names no custom field; write it like custom:Industry.` }
      : { target: customTarget(custom) }
  }
  const field = BY_PLAIN_NAME.get(plainName(name))
  if (field) return { target: field }
  if (plainName(name) === 'list')
    return { mistake: 'A column cannot be mapped to List: an import puts all its prospects into one list.' }
  const [near] = nearest(name, TARGET_FIELDS)
  if (near !== undefined)
    return {
      mistake: `There is no field “${name}”. Did you mean ${near}? A custom field of that name is written custom:${name}.`,
    }
  return { target: customTarget(name) }
}
