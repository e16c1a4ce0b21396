import { IANAZone } from 'luxon'
import type { FieldColumn, TextField } from './fields.ts'
import { lineMistake, textMistake } from './names.ts'

/** Longer than any name, title or link that a person types. */
export const LONGEST_FIELD = 1000
export const LONGEST_CUSTOM_NAME = 100
export const LONGEST_CUSTOM_VALUE = 10_000
export const MOST_CUSTOM_FIELDS = 200

/** What is wrong with a value, as a whole sentence that names the field. */
export type Mistake = { mistake: string }

/** The text of a JSON value: numbers and booleans as they are written, null and absence as nothing; undefined for objects and arrays. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value.toWellFormed().trim()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return value === null || value === undefined ? '' : undefined
}

/** Checks the trimmed text of a field; an empty one is always right. */
export const checkField = ({ name, column }: TextField, text: string): string | Mistake => {
  const value = CLEANED[column]?.(text) ?? text
  const wrong = lineMistake(value, LONGEST_FIELD)
  if (wrong) return { mistake: `${name} ${wrong}.` }
  if (column === 'time_zone' && value !== '' && !IANAZone.isValidZone(value))
    return {
      mistake: `${name} "${value}" is not a time zone; write it like Europe/Berlin or America/New_York.`,
    }
  return value
}

const CLEANED: Partial<Record<FieldColumn, (text: string) => string>> = {
  company_email: (text) => text.replace(/^mailto:/i, ''),
}

/** Checks the name of a custom field. */
export const checkCustomName = (place: string, text: string): string | Mistake => {
  if (text === '') return { mistake: `${place} has no key; each custom field needs one.` }
  const wrong = lineMistake(text, LONGEST_CUSTOM_NAME)
  return wrong ? { mistake: `${place} has a key that ${wrong}.` } : text
}

/** Checks the trimmed value of a custom field, which may have several lines. */
export const checkCustomValue = (name: string, text: string): string | Mistake => {
  const wrong = textMistake(text, LONGEST_CUSTOM_VALUE)
  return wrong ? { mistake: `The custom field "${name}" ${wrong}.` } : text
}
