import { invalidInput } from '#platform/errors/index.ts'

const LONGEST_NAME = 200

/** How names of sequences, templates and calendars are compared: trimmed, any case, one Unicode form. */
export const nameKey = (name: string): string => name.trim().normalize('NFC').toLowerCase()

/** Why a name cannot be used, or null. */
export const nameMistake = (name: string): string | null => {
  const trimmed = name.trim()
  if (trimmed === '') return 'a name is needed'
  if (trimmed.length > LONGEST_NAME) return `a name has at most ${LONGEST_NAME} characters`
  if (/\p{Cc}/u.test(trimmed)) return 'a name is one line without control characters'
  return null
}

/** The trimmed name; throws `invalid_input` on `field` when it is empty, too long or has control characters. */
export const cleanName = (field: string, name: string): string => {
  const mistake = nameMistake(name)
  if (mistake) throw invalidInput(field, `${field}: ${mistake}.`)
  return name.trim()
}
