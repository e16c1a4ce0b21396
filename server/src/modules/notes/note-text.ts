import { invalidInput } from '#platform/errors/index.ts'

/** In characters. */
const LONGEST = 20_000

/** A note as it is stored: plain text in which only line breaks count. Throws `invalid_input` on `text` for none or too much. */
export const readNoteText = (text: string): string => {
  const clean = text.toWellFormed().replaceAll('\0', '').replaceAll('\r\n', '\n').trim()
  if (clean === '') throw invalidInput('text', 'text is empty: write what is to be remembered.')
  if (clean.length > LONGEST)
    throw invalidInput(
      'text',
      `text has ${clean.length} characters, but a note has at most ${LONGEST}; split it.`,
    )
  return clean
}
