import { invalidInput } from '#platform/errors/index.ts'
import { LONGEST_CUSTOM_NAME } from '../field-value.ts'
import { TEXT_FIELDS } from '../fields.ts'

/** What is asked of a field: a column of the table, or a custom field by its name. */
export type FieldCondition = {
  field: { column: string } | { custom: string }
  test: { is: string } | { contains: string } | 'empty' | 'present'
}

const FORM = /^([^:]+):(is|contains|empty|present)(?::(.*))?$/s
const CUSTOM = 'custom.'
/** More text than any field can hold. */
const LONGEST_VALUE = 1000

const COLUMNS: ReadonlyMap<string, string> = new Map<string, string>([
  ['email', 'email'],
  ...TEXT_FIELDS.map(({ property, column }) => [property, column] as const),
])

/** Reads `title:contains:chief`, `phone:empty`, `custom.Deal%20stage:is:Won`. Throws `invalid_input` on `where`. */
export const readFieldCondition = (text: string): FieldCondition => {
  const [, name = '', test, value = ''] = FORM.exec(text) ?? []
  if (test === undefined) throw wrong(text, 'it has to read like title:contains:chief or phone:empty')
  const field = readField(text, name)
  if (test === 'empty' || test === 'present') return { field, test }
  const wanted = value.toWellFormed().replaceAll('\0', '').trim()
  if (wanted === '') throw wrong(text, `${test} needs a value; use empty for fields that have none`)
  if (wanted.length > LONGEST_VALUE) throw wrong(text, `its value is longer than ${LONGEST_VALUE} characters`)
  return { field, test: test === 'is' ? { is: wanted } : { contains: wanted } }
}

const readField = (text: string, name: string): FieldCondition['field'] => {
  const column = COLUMNS.get(name)
  if (column !== undefined) return { column }
  if (!name.startsWith(CUSTOM)) throw wrong(text, `there is no field ${JSON.stringify(name)}`)
  const custom = decode(text, name.slice(CUSTOM.length)).toWellFormed().replaceAll('\0', '').trim()
  if (custom === '' || custom.length > LONGEST_CUSTOM_NAME)
    throw wrong(text, 'a custom field is named like custom.Industry')
  return { custom }
}

const decode = (text: string, name: string): string => {
  try {
    return decodeURIComponent(name)
  } catch (cause) {
    throw wrong(text, 'the name of its custom field is not percent-encoded', cause)
  }
}

const wrong = (text: string, why: string, cause?: unknown) =>
  invalidInput('where', `where ${JSON.stringify(text.slice(0, 200))} is no condition: ${why}.`, cause)
