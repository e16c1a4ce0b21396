import { type AppError, invalidInput } from '#platform/errors/index.ts'

/** The error for a cursor that the list it came to did not make. */
export const wrongCursor = (cause?: unknown): AppError =>
  invalidInput(
    'cursor',
    'cursor is not one that this list answered as `next`. Leave it out to begin at the first page.',
    cause,
  )

/** A place in a list as clients hand it back: opaque, safe in a URL. */
export const writeCursor = (place: readonly string[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url')

/** The place that a cursor stands for, of `parts` texts. Throws `invalid_input` on `cursor` for one that is not ours. */
export const readCursor = (cursor: string, parts: number): string[] => {
  const place = parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  if (!Array.isArray(place) || place.length !== parts || !place.every(isStorable)) throw wrongCursor()
  return place
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw wrongCursor(cause)
  }
}

const isStorable = (part: unknown): part is string =>
  typeof part === 'string' && part.isWellFormed() && !part.includes('\0')
