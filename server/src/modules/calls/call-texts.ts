import { invalidInput } from '#platform/errors/index.ts'

const LONGEST_NOTES = 20_000
const SECONDS_OF_A_DAY = 86_400

/** Throws `invalid_input` on `notes`. */
export const cleanNotes = (notes: string): string => {
  const clean = notes.replaceAll('\0', '').trim()
  if (clean.length > LONGEST_NOTES) throw invalidInput('notes', `notes: at most ${LONGEST_NOTES} characters.`)
  return clean
}

/** Throws `invalid_input` on `durationSeconds`. */
export const checkDuration = (seconds: number): number => {
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= SECONDS_OF_A_DAY) return seconds
  throw invalidInput(
    'durationSeconds',
    `durationSeconds must be a whole number from 0 to ${SECONDS_OF_A_DAY}.`,
  )
}

/** When a call began. Throws `invalid_input` on `startedAt`. */
export const checkStart = (startedAt: Date, now: Date): Date => {
  if (startedAt > now)
    throw invalidInput('startedAt', 'startedAt is in the future; a call is logged once it was made.')
  return startedAt
}
